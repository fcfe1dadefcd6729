/** Contentsquare's own code: an array, unless there is one. */
function base() {
  window._uxa = window._uxa || [];
}

/**
 * Contentsquare's tag, as far as a page can tell: it runs the queue, replaces it, and truncates keys and values.
 * It ignores a variable whose value is neither text nor an integer.
 */
function load(record) {
  var queue = window._uxa || [];

  function run(command) {
    var variable = command[1];

    if (command[0] === "trackDynamicVariable" && variable && isKey(variable.key) && isValue(variable.value)) {
      record("_uxa.push", [
        [
          command[0],
          {
            key: variable.key.slice(0, 512),
            value: typeof variable.value === "string" ? variable.value.slice(0, 255) : variable.value
          }
        ]
      ]);
    }
  }

  for (var i = 0; i < queue.length; i++) {
    run(queue[i]);
  }
  window._uxa = {
    push: function () {
      for (var i = 0; i < arguments.length; i++) {
        run(arguments[i]);
      }
    }
  };
}

/** Whether a key is one. */
function isKey(key) {
  return typeof key === "string" && key !== "";
}

/** Whether a value is one: text, or an integer from 0 to 2^32. */
function isValue(value) {
  return (
    (typeof value === "string" && value !== "") ||
    (typeof value === "number" && value >= 0 && value <= 4294967296 && value % 1 === 0)
  );
}
