/**
 * Clarity's own code, as far as a page can tell: a function that queues, unless there is one, and the script
 * that it loads, which puts `start` in front of what was queued before it.
 */
function base() {
  window.clarity =
    window.clarity ||
    function () {
      (window.clarity.q = window.clarity.q || []).push(arguments);
    };
}

/** Clarity: it replaces the function and runs the queue. It ignores tags before `start` and drops long ones. */
function load(record) {
  var queue = (window.clarity && window.clarity.q) || [];
  var hasStarted = false;

  function isShort(text) {
    return typeof text === "string" && text.length > 0 && text.length < 255;
  }

  queue.unshift(["start"]);
  window.clarity = function (method, name, value) {
    if (method === "start") {
      hasStarted = true;
    } else if (method === "set" && hasStarted && isShort(name) && isShort(value)) {
      record("clarity", Array.prototype.slice.call(arguments));
    }
  };
  window.clarity.v = "0.8.70";
  for (var i = 0; i < queue.length; i++) {
    window.clarity.apply(window, queue[i]);
  }
}
