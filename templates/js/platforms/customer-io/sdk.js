/**
 * Customer.io's inline code and SDK, as far as a page can tell, under the name the scenario's settings have:
 * an array with stub methods, replaced by an object whose `push` is a call. The inline code keeps the array it finds.
 */
function base(sdk) {
  var analytics = (window[sdk.queue] = window[sdk.queue] || []);

  if (!analytics.initialize && !analytics.invoked) {
    analytics.invoked = true;
    analytics.track = function () {
      analytics.push(["track"].concat(Array.prototype.slice.call(arguments)));
    };
    analytics.load = function () {};
    analytics.load("key");
  }
}

/** The SDK replaces the array of the inline code; what was queued is then called, in order. */
function load(record, sdk) {
  var queued = window[sdk.queue];
  var analytics;

  if (queued && queued.invoked) {
    analytics = window[sdk.queue] = instance(sdk.queue, record);
    for (var i = 0; i < queued.length; i++) {
      analytics.push(queued[i]);
    }
  }
}

/** What the SDK puts in the place of the array; `push` takes its list apart and drops unknown calls. */
function instance(name, record) {
  var analytics = {
    initialized: true,
    initialize: function () {},
    track: function () {
      record(name + ".track", Array.prototype.slice.call(arguments));
    },
    push: function (call) {
      var method = call.shift();
      if (analytics[method]) {
        analytics[method].apply(analytics, call);
      }
    }
  };

  return analytics;
}
