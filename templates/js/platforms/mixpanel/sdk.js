/**
 * Mixpanel's own inline code and SDK, as far as a page can tell: an array stub marked `__SV`, replaced
 * by an object that first runs what was queued, tracking last, and then takes `push` as a call.
 */
function base() {
  var stub = window.mixpanel || [];

  if (!stub.__SV) {
    window.mixpanel = stub;
    stub._i = [];
    stub.init = function (token, config, name) {
      stub._i.push([token, config, name || "mixpanel"]);
    };
    stub.track = function () {
      stub.push(["track"].concat(Array.prototype.slice.call(arguments)));
    };
    stub.__SV = 1.2;
    stub.init("token");
  }
}

/** The SDK arrives. Without the stub it only logs an error, and without `init` nothing is ever sent. */
function load(record) {
  var stub = window.mixpanel;

  if (stub && stub.__SV && stub._i.length) {
    window.mixpanel = instance(record);
    run(window.mixpanel, stub);
  }
}

/** What the SDK puts in the place of the stub. */
function instance(record) {
  var sdk = {
    __loaded: true,
    track: function () {
      record("mixpanel.track", Array.prototype.slice.call(arguments));
    },
    push: function (item) {
      run(sdk, [item]);
    }
  };

  return sdk;
}

/** Runs queued calls, those that track after all others; an unknown call throws, as the real one does. */
function run(sdk, items) {
  var late = [];
  var soon = [];
  var all;
  var i;

  for (i = 0; i < items.length; i++) {
    (items[i][0].indexOf("track") < 0 ? soon : late).push(items[i]);
  }
  all = soon.concat(late);
  for (i = 0; i < all.length; i++) {
    sdk[all[i][0]].apply(sdk, all[i].slice(1));
  }
}
