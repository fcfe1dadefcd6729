var OPTIONS = { autocapture: false, fetchRemoteConfig: false, flushIntervalMillis: 100 };

/**
 * The inline code of Amplitude, as far as it matters here. Browser SDK 2: methods that queue `{name, args,
 * resolve}`, and an Identify that queues its own calls. Legacy: a queue of arrays for each instance.
 */
function base(name) {
  var isLegacy = name === "amplitude-legacy";
  var amplitude;

  if (name === "amplitude-bundled") {
    return;
  }
  amplitude = window.amplitude || { _q: [], _iq: {} };
  amplitude.Identify = function () {
    this._q = [];
  };
  amplitude.Identify.prototype.set = function () {
    this._q.push(queued("set", arguments));
    return this;
  };
  if (isLegacy) {
    amplitude.getInstance = function () {
      return (amplitude._iq.$default_instance = amplitude._iq.$default_instance || stub({ _q: [] }));
    };
  } else {
    amplitude.invoked = true;
  }
  stub(amplitude);
  window.amplitude = amplitude;
  if (isLegacy) {
    amplitude.getInstance().init("key");
  } else {
    amplitude.init("key", OPTIONS);
  }

  function stub(object) {
    ["init", "track", "logEvent", "identify"].forEach(function (method) {
      if (isLegacy && method === "track") {
        return;
      }
      object[method] = function () {
        var call = queued(method, arguments);

        object._q.push(call);
        return isLegacy ? undefined : { promise: new Promise(function (resolve) { call.resolve = resolve; }) };
      };
    });
    return object;
  }

  function queued(method, args) {
    var list = Array.prototype.slice.call(args);

    return isLegacy ? [method].concat(list) : { name: method, args: list };
  }
}


/** A site that bundles the SDK calls init when it likes. */
function start(name) {
  if (name === "amplitude-bundled") {
    setTimeout(function () {
      window.amplitude.init("key", OPTIONS);
    }, 300);
  }
}
