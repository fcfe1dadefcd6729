/**
 * LogRocket's script, which keeps what is called in `_buffer`, and the recorder that it fetches, as far as
 * a page can tell.
 */
function base() {
  var logRocket = { _buffer: [] };

  Object.defineProperty(logRocket, "sessionURL", {
    __proto__: null,
    get: function () {
      return null;
    }
  });
  logRocket.track = function (name, properties) {
    logRocket._run([name, properties]);
  };
  logRocket._run = function (args) {
    logRocket._buffer.push(args);
  };
  window.LogRocket = logRocket;
}

/** The recorder arrives. A property that is not a plain value, or a list of them, is left out. */
function load(record) {
  var logRocket = window.LogRocket;

  logRocket._run = function (args) {
    var kept = {};

    Object.getOwnPropertyNames(args[1] || {}).forEach(function (name) {
      if (name.length < 100 && (Array.isArray(args[1][name]) || typeof args[1][name] !== "object")) {
        kept[name] = args[1][name];
      }
    });
    record("LogRocket.track", [args[0], kept]);
  };
  logRocket._buffer.forEach(logRocket._run);
}
