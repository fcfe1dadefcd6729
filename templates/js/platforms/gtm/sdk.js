/**
 * The page's own container code. A page may name its data layer otherwise: here a renamed one
 * stands beside the usual one.
 */
function base() {
  var names = ["dataLayer", "analyticsLayer"];

  for (var i = 0; i < names.length; i++) {
    window[names[i]] = window[names[i]] || [];
    window[names[i]].push({ "gtm.start": 0, event: "gtm.js" });
  }
}

/** gtm.js: takes what is queued, then every push, and numbers events in the pushed object. */
function load(record) {
  var events = 0;

  function read(layer) {
    function take(entry) {
      var copy = {};

      if (!Object.prototype.hasOwnProperty.call(entry, "gtm.start")) {
        for (var key in entry) {
          if (Object.prototype.hasOwnProperty.call(entry, key)) {
            copy[key] = entry[key];
          }
        }
        record("dataLayer.push", [copy]);
      }
      entry["gtm.uniqueEventId"] = events++;
    }

    for (var i = 0; i < layer.length; i++) {
      take(layer[i]);
    }
    layer.push = function () {
      for (var i = 0; i < arguments.length; i++) {
        Array.prototype.push.call(layer, arguments[i]);
        take(arguments[i]);
      }
      return true;
    };
  }

  read((window.dataLayer = window.dataLayer || []));
  if (window.analyticsLayer) {
    read(window.analyticsLayer);
  }
  window.google_tag_manager = { "GTM-XXXXXXX": {} };
}
