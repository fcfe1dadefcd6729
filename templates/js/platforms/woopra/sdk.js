/** Woopra's inline code: an object whose methods queue, unless there is one; then the page's own config. */
function base(sdk) {
  var name = nameOfTracker(sdk);
  var stub = window[name];

  function method(call) {
    stub[call] = function () {
      stub._e.push([call].concat(Array.prototype.slice.call(arguments)));
      return stub;
    };
  }
  if (!stub) {
    stub = window[name] = { _e: [] };
    method("config");
    method("track");
    method("identify");
    method("push");
  }
  window._w = window._w || {};
  window._w[name] = stub;
  stub.config({ domain: "shop.example" });
}

/** The tracker takes the object's place and runs what was queued; before its config an event has no project and is lost. */
function load(record, sdk) {
  var name = nameOfTracker(sdk);
  var queue = window._w[name]._e;
  var isConfigured = false;
  var tracker = (window[name] = {
    _loaded: false,
    getEndpoint: function () {
      return "https://www.woopra.com/track/";
    },
    config: function () {
      isConfigured = true;
      return tracker;
    },
    track: function () {
      if (isConfigured) {
        record(name + ".track", Array.prototype.slice.call(arguments));
      }
      return tracker;
    },
    identify: function () {
      return tracker;
    },
    push: function () {
      return tracker;
    }
  });

  for (var i = 0; i < queue.length; i++) {
    tracker[queue[i][0]].apply(tracker, queue[i].slice(1));
  }
}

function nameOfTracker(sdk) {
  return sdk.records[0].split(".")[0];
}
