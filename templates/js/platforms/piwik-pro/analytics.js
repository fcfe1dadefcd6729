/** Gives the tracker the referrer from before the redirect; "" is a direct visit. */
function initialize(settings, redirect) {
  if (redirect) {
    push(["setReferrerUrl", redirect.referrer]);
  }
}

/** Tracks one event, and with it the custom dimension: two texts in its 1,024 characters. */
function makeRequest(decision, settings) {
  var experiment = nameWithId(decision.experimentName, decision.experimentId, 500);
  var variation = nameWithId(decision.variationName, decision.variationIds, 500);
  var dimensions = {};

  if (decision.isHoldback) {
    variation = "holdback";
  }
  if (settings.dimension) {
    dimensions["dimension" + settings.dimension] = experiment + ":" + variation;
  }
  // Before the dimensions stands the event's value, which is a number or nothing.
  push(["trackEvent", settings.category, experiment, variation, undefined, dimensions]);
}

function push(command) {
  (window._paq = window._paq || []).push(command);
}
