/**
 * The inline code of PostHog, as far as it matters here: it takes over an array that is there, whose `init` is kept
 * for the SDK and makes the methods that queue.
 */
function base() {
  var posthog = window.posthog || [];

  function queues(method) {
    posthog[method] = function () {
      posthog.push([method].concat(Array.prototype.slice.call(arguments)));
    };
  }

  if (!posthog.__SV) {
    window.posthog = posthog;
    posthog._i = [];
    posthog.init = function (token, config, name) {
      queues("capture");
      queues("register");
      posthog._i.push([token, config, name || "posthog"]);
    };
    posthog.__SV = 1;
  }
  posthog.init("phc_token", {
    api_host: "https://us.i.posthog.com",
    // A headless browser says what it is in navigator.userAgentData: the SDK would drop all of its events.
    request_queue_config: { flush_interval_ms: 250 },
    autocapture: false,
    disable_session_recording: true,
    disable_surveys: true
  });
}

/** The page's own event, by which metrics are counted. */
function start() {
  setTimeout(function () {
    window.posthog.capture("Order placed");
  }, 500);
}
