/** The page's own tracking code: a page view, then where to send it. */
function base() {
  var own = [["trackPageView"], ["setTrackerUrl", "https://own/matomo.php"], ["setSiteId", "7"]];

  window._paq = window._paq || [];
  for (var i = 0; i < own.length; i++) {
    own[i].own = true;
    window._paq.push(own[i]);
  }
}

/**
 * matomo.js, as measured on a real one: it runs the queue in order, the tracker's address first, and
 * replaces it. It takes commands apart, logs those it does not know, and needs category and action.
 */
function load(record) {
  var queue = window._paq || [];

  function run(command) {
    var copy = command.slice();
    var method = command.shift();

    if (!command.own && isTaken(method, copy)) {
      record("_paq.push", [copy]);
    }
  }

  for (var i = 0; i < queue.length; i++) {
    run(queue[i]);
  }
  window.Matomo = window.Piwik = { initialized: true };
  window._paq = {
    push: function () {
      for (var i = 0; i < arguments.length; i++) {
        run(arguments[i]);
      }
    }
  };
}

/** Whether Matomo makes something of a command; a value of an event that is no number spoils its report. */
function isTaken(method, command) {
  if (method === "trackEvent") {
    return !!command[1] && !!command[2] && (command[4] === undefined || typeof command[4] === "number");
  }
  return method === "AbTesting::enter" || method === "setReferrerUrl";
}
