/** The parameters of the page's address, by name; of one that is there twice the last. */
function readVisitor() {
  var pairs = location.search.slice(1).split("&");
  var found = {};

  for (var i = 0; i < pairs.length; i++) {
    var pair = pairs[i].replace(/\+/g, " ").split("=");

    found[decoded(pair.shift())] = decoded(pair.join("="));
  }
  return found;
}
