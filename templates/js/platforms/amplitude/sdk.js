/**
 * Amplitude's own inline code and SDK, as far as a page can tell. Browser SDK 2: a stub whose methods
 * queue `{name, args, resolve}` in `_q`, then the same object with real methods; it has no
 * `getInstance`. Legacy (`sdk.version` "legacy"): instances with a `_q` of arrays; it has no `track`.
 */
function base(sdk) {
  if (!window.amplitude) {
    window.amplitude = { _q: [], _iq: {}, Identify: Identify };
    if (sdk.version === "legacy") {
      legacyBase(window.amplitude);
    } else {
      stub(window.amplitude, ["init", "track", "logEvent", "identify"], asObject);
      window.amplitude.init("key");
    }
  }
}

/** The SDK arrives; without base code it makes its own global, which nobody initializes. */
function load(record, sdk) {
  var amplitude = (window.amplitude = window.amplitude || { _q: [], _iq: {}, Identify: Identify });

  if (sdk.version === "legacy") {
    legacyLoad(amplitude, record);
  } else {
    load2(amplitude, record);
  }
}

/** Gives an object methods that only queue. */
function stub(object, names, item) {
  names.forEach(function (name) {
    object[name] = function () {
      object._q.push(item(name, Array.prototype.slice.call(arguments)));
      return { promise: { then: function () {} } };
    };
  });
}

/** How Browser SDK 2 queues a call. */
function asObject(name, args) {
  return { name: name, args: args, resolve: function () {} };
}

/** How the legacy SDK queues a call. */
function asArray(name, args) {
  return [name].concat(args);
}

/** Browser SDK 2 keeps what was called before `init`. */
function load2(amplitude, record) {
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

/** The legacy base code: every instance has a queue of its own. */
function legacyBase(amplitude) {
  amplitude.getInstance = function (name) {
    var key = name || "$default_instance";

    if (!amplitude._iq[key]) {
      amplitude._iq[key] = { _q: [] };
      stub(amplitude._iq[key], ["init", "logEvent", "identify"], asArray);
    }
    return amplitude._iq[key];
  };
  amplitude.getInstance().init("key");
}

/** The legacy SDK runs each queue in order and drops what comes before `init`. */
function legacyLoad(amplitude, record) {
  var queues = amplitude._iq;
  var instances = {};

  amplitude.runQueuedFunctions = function () {};
  amplitude.getInstance = function (name) {
    var key = name || "$default_instance";

    return (instances[key] = instances[key] || legacyInstance(record));
  };
  Object.keys(queues).forEach(function (key) {
    var instance = amplitude.getInstance(key);

    queues[key]._q.forEach(function (call) {
      instance[call[0]].apply(instance, call.slice(1));
    });
  });
}

/** One instance of the legacy SDK. */
function legacyInstance(record) {
  var instance = { options: { apiKey: undefined } };

  instance.init = function (key) {
    instance.options.apiKey = key;
  };
  instance.logEvent = function () {
    if (instance.options.apiKey) {
      record("amplitude.logEvent", Array.prototype.slice.call(arguments));
    }
  };
  instance.identify = function (identify) {
    if (instance.options.apiKey) {
      record("amplitude.identify", [identify._operations]);
    }
  };
  return instance;
}

/** Operations on user properties, shown as both SDKs send them. */
function Identify() {
  this._operations = {};
}

Identify.prototype.set = function (name, value) {
  this._operations.$set = this._operations.$set || {};
  this._operations.$set[name] = value;
  return this;
};
