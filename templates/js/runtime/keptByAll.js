/**
 * What the snippets of this platform keep, by the digest of their settings: one for each cookie or object may stand on
 * the page. What is too old is left out, and so is what nobody of them has written.
 */
function keptByAll() {
  var all = attempt(function () {
    return JSON.parse(localStorage.getItem(storage));
  });
  var found = {};

  for (var key in all) {
    if ((all[key] || {}).until > new Date().getTime()) {
      found[key] = all[key];
    }
  }
  return found;
}
