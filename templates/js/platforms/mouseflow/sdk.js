/** Mouseflow's own code: an array, unless there is one. */
function base() {
  window._mfq = window._mfq || [];
}

/**
 * Mouseflow's script, as far as a page can tell: it runs the queue, replaces it, and adds the object that tells
 * that it has loaded. It takes texts and numbers only.
 */
function load(record) {
  var queue = window._mfq || [];

  function run(command) {
    var length = { setVariable: 3, tag: 2 }[command[0]];

    if (command.length === length && isValue(command[1]) && isValue(command[length - 1])) {
      record("_mfq.push", [command]);
    }
  }

  for (var i = 0; i < queue.length; i++) {
    run(queue[i]);
  }
  window._mfq = {
    push: function () {
      for (var i = 0; i < arguments.length; i++) {
        run(arguments[i]);
      }
    }
  };
  window.mouseflow = { isRecording: true };
}

/** Whether Mouseflow takes a value. */
function isValue(value) {
  return (typeof value === "string" && value !== "") || typeof value === "number";
}
