/**
 * Quantum Metric's script, as far as a page can tell: it has no queue, its object is there before the recording
 * is on, and what is sent until then, or to an event without a number, is lost.
 */
function load(record) {
  var isOn = false;

  window.QuantumMetricAPI = {
    isOn: function () {
      return isOn;
    },
    sendEvent: function (id) {
      if (isOn && typeof id === "number") {
        record("QuantumMetricAPI.sendEvent", Array.prototype.slice.call(arguments));
      }
    }
  };
  setTimeout(function () {
    isOn = true;
  }, 500);
}
