/** The page's own tag: one call that waits for the script. */
function base() {
  window._comscore = window._comscore || [];
  window._comscore.push({ c1: "2", c2: "1234567" });
}

/**
 * Comscore's script: it sends each waiting call, takes it out of the array, and sends no later one by itself.
 * Texts and numbers of a call become parameters. The page's own call is written down when something was added.
 */
function load(record) {
  window.COMSCORE = {
    beacon: function (call) {
      var labels = {};
      var isPlain = true;

      for (var name in call) {
        if ({}.hasOwnProperty.call(call, name) && /^(string|number)$/.test(typeof call[name])) {
          labels[name] = call[name];
          isPlain = isPlain && /^c\d+$/.test(name);
        }
      }
      if (!isPlain) {
        record("COMSCORE.beacon", [labels]);
      }
    },
    purge: function () {
      var calls = window._comscore || [];

      while (calls.length) {
        window.COMSCORE.beacon(calls.shift());
      }
    }
  };
  window.COMSCORE.purge();
}
