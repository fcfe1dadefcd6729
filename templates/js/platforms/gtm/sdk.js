/** The page's own container code, with the data layer's name as the scenario's settings have it. */
function base(sdk) {
  window[sdk.queue] = window[sdk.queue] || [];
  window[sdk.queue].push({ "gtm.start": 0, event: "gtm.js" });
}

/** gtm.js: takes what is queued, then every push, and numbers events in the pushed object. */
function load(record, sdk) {
  var layer = (window[sdk.queue] = window[sdk.queue] || []);
  var events = 0;

  function take(entry) {
    var copy = {};

    if (!Object.prototype.hasOwnProperty.call(entry, "gtm.start")) {
      for (var key in entry) {
        if (Object.prototype.hasOwnProperty.call(entry, key)) {
          copy[key] = entry[key];
        }
      }
      record(sdk.records[0], [copy]);
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
  window.google_tag_manager = { "GTM-XXXXXXX": {} };
}
