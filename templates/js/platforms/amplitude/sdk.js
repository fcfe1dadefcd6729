/**
 * Amplitude's own inline code and Browser SDK 2, as far as a page can tell: a stub whose methods queue `{name, args,
 * resolve}` in `_q`, then the same object with real methods. It has no `getInstance`. The legacy SDK is proved
 * on itself only (requests.toml).
 */
function base() {
  var amplitude = (window.amplitude = window.amplitude || { _q: [], _iq: {}, Identify: Identify });

  if (!amplitude.invoked) {
    amplitude.invoked = true;
    stub(amplitude, ["init", "track", "logEvent", "identify"]);
    amplitude.init("key");
  }
}

/** The SDK arrives; without base code it makes its own global, which nobody initializes. What was called before `init` is kept. */
function load(record) {
  var amplitude = (window.amplitude = window.amplitude || { _q: [], _iq: {}, Identify: Identify });
  var queued = amplitude._q;

  amplitude._q = [];
  amplitude.runQueuedFunctions = function () {};
  amplitude.init = function () {};
  ["track", "logEvent"].forEach(function (name) {
    amplitude[name] = function () {
      record("amplitude." + name, Array.prototype.slice.call(arguments));
    };
  });
  amplitude.identify = function (identify) {
    record("amplitude.identify", [identify._operations]);
  };
  queued.forEach(function (call) {
    amplitude[call.name].apply(amplitude, call.args);
  });
}

/** Gives an object methods that only queue. */
function stub(object, names) {
  names.forEach(function (name) {
    object[name] = function () {
      object._q.push({ name: name, args: Array.prototype.slice.call(arguments), resolve: function () {} });
      return { promise: { then: function () {} } };
    };
  });
}

/** Operations on user properties, shown as the SDK sends them. */
function Identify() {
  this._operations = {};
}

Identify.prototype.set = function (name, value) {
  this._operations.$set = this._operations.$set || {};
  this._operations.$set[name] = value;
  return this;
};
