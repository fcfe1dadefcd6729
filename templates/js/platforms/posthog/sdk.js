/**
 * PostHog's own inline snippet and SDK, as far as a page can tell: an array stub with `_i`, replaced by
 * an object that first runs what was queued, captures last, and then takes `push` as a call.
 */
function base() {
  var stub = window.posthog || [];

  if (!stub.__SV) {
    window.posthog = stub;
    stub._i = [];
    stub.init = function (token, config, name) {
      stub._i.push([token, config, name || "posthog"]);
      method(stub, "capture");
      method(stub, "register");
    };
    stub.__SV = 1;
    stub.init("phc_key");
  }
}

/** One method of the stub. */
function method(stub, name) {
  stub[name] = function () {
    stub.push([name].concat(Array.prototype.slice.call(arguments)));
  };
}

/** The SDK arrives. It replaces whatever it finds, but runs only what was queued on a stub with `init`. */
function load(record) {
  var stub = window.posthog;

  window.posthog = instance(record);
  if (stub && stub._i && stub._i.length) {
    run(window.posthog, stub);
  }
}

/** What the SDK puts in the place of the stub. */
function instance(record) {
  var sdk = {
    __loaded: true,
    capture: function () {
      record("posthog.capture", Array.prototype.slice.call(arguments));
    },
    register: function () {
      record("posthog.register", Array.prototype.slice.call(arguments));
    },
    push: function (item) {
      run(sdk, [item]);
    }
  };

  return sdk;
}

/** Runs queued calls, captures after all others; an unknown call throws, as the real one does. */
function run(sdk, items) {
  var late = [];
  var soon = [];
  var all;
  var i;

  for (i = 0; i < items.length; i++) {
    (items[i][0].indexOf("capture") < 0 ? soon : late).push(items[i]);
  }
  all = soon.concat(late);
  for (i = 0; i < all.length; i++) {
    sdk[all[i][0]].apply(sdk, all[i].slice(1));
  }
}
