var referrer = document.referrer;

/** Sends one event; it is the action's name that keeps it from being a page view. */
function makeRequest(decision, settings) {
  window.PARSELY.beacon.trackPageView({
    url: location.href,
    urlref: referrer,
    js: 1,
    action: settings.action,
    data: {
      experiment_id: decision.experimentId,
      experiment_name: decision.experimentName,
      variation_id: decision.variationIds.join("_"),
      variation_name: decision.isHoldback ? "holdback" : decision.variationName
    }
  });
}

/** Every event names its referrer: after a redirect, the one from before it. */
function initialize(settings, redirect) {
  if (redirect) {
    referrer = redirect.referrer;
  }
}
