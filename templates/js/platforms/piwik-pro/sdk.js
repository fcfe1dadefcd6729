/** The container's code, which keeps the queue that it finds; its page view comes first. */
function base() {
  window._paq = window._paq || [];
  window._paq.push(["trackPageView"]);
}

/**
 * The tracker: it runs the queue in order and replaces it. It takes commands apart, drops those that it does
 * not know, and spoils an event whose value is no number or whose dimensions are no texts.
 */
function load(record) {
  var queue = window._paq || [];

  function run(command) {
    if (isTaken(command)) {
      record("_paq.push", [command.slice()]);
    }
    command.shift();
  }

  for (var i = 0; i < queue.length; i++) {
    run(queue[i]);
  }
  window.ppms = {};
  window._paq = {
    push: function () {
      for (var i = 0; i < arguments.length; i++) {
        run(arguments[i]);
      }
    }
  };
}

/** Whether the tracker makes something of a command of ours. */
function isTaken(command) {
  var dimensions = command[5] || {};

  for (var name in dimensions) {
    if ({}.hasOwnProperty.call(dimensions, name) && !/^dimension[1-9]\d*$/.test(name)) {
      return false;
    }
  }
  return command[0] === "trackEvent"
    ? !!command[1] && !!command[2] && command[4] === undefined
    : command[0] === "setReferrerUrl";
}
