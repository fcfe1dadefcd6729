/**
 * Segment's own inline snippet and SDK, as far as a page can tell, under the name the scenario's settings
 * have: an array with stub methods, replaced by an object whose `push` is a call. The snippet keeps the
 * array it finds, and its methods push, with the page's own context behind. A site that bundles the SDK
 * ("bundled" in these tests) has no such array, and an object without `push` instead.
 */
function base(sdk) {
  var analytics;

  if (sdk.queue === "bundled") {
    return;
  }
  analytics = window[sdk.queue] = window[sdk.queue] || [];
  if (!analytics.initialize && !analytics.invoked) {
    analytics.invoked = true;
    analytics.track = function () {
      var call = Array.prototype.slice.call(arguments);
      analytics.push(["track"].concat(call, { __t: "bpc", u: location.href }));
      return analytics;
    };
    analytics.load = function () {};
    analytics.load("key");
  }
}

/** The SDK replaces the array; what was queued is then called, in order. */
function load(record, sdk) {
  var queued = window[sdk.queue];
  var analytics;

  if (sdk.queue === "bundled") {
    window.bundled = { track: instance("bundled", record).track };
  } else if (queued && queued.invoked) {
    analytics = window[sdk.queue] = instance(sdk.queue, record);
    for (var i = 0; i < queued.length; i++) {
      analytics.push(withoutPageContext(queued[i]));
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

/** A queued call as it was made: the snippet's methods put the page's context behind the arguments. */
function withoutPageContext(call) {
  var last = call[call.length - 1];

  return last && last.__t === "bpc" ? call.slice(0, -1) : call;
}
