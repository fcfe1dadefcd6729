/** A page's own guard against a library that is blocked: an object that does nothing. */
function base() {
  window._satellite = window._satellite || { track: function () {} };
}

/** The library: it keeps the object that it finds, and its Core extension gives it `track`. */
function load(record) {
  var satellite = (window._satellite = window._satellite || {});

  satellite.buildInfo = { turbineVersion: "28.1.0" };
  satellite.track = function (identifier, detail) {
    record("_satellite.track", [identifier.trim(), detail]);
  };
}
