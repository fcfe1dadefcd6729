/** Writes down each new global, hidden ones too, and the step of the page during which it came. */
function watchGlobals() {
  var namesOf = Object.getOwnPropertyNames;
  var known = Object.create(null);
  var found = [];

  function settle(during) {
    var names = namesOf(window);

    for (var i = 0; i < names.length; i++) {
      if (!known[names[i]]) {
        known[names[i]] = true;
        // Frames are listed by number; the driver's own names are not the page's.
        if (!/^\d+$|^__pw|^__playwright/.test(names[i])) {
          found[found.length] = { name: names[i], during: during };
        }
      }
    }
  }

  settle("");
  found = [];
  return {
    settle: settle,
    found: function () {
      return found;
    }
  };
}
