/** The keys in the cookie that the destination writes, each with the list of its values; without the cookie, none. */
function readVisitor(settings) {
  var pairs = (cookieOf(settings.cookie) + "").split(settings.delimiter || /&/);
  var found = {};

  for (var i = 0; i < pairs.length; i++) {
    var key = pairs[i].split("=")[0];

    found[key] = [].concat(found[key] || [], pairs[i].slice(key.length + 1).split(settings.separator));
  }
  return found;
}
