/** Gives the tracker the referrer from before the redirect; "" is a direct visit. */
function initialize(settings, redirect) {
  if (redirect) {
    push(["setReferrerUrl", redirect.referrer]);
  }
}

/** Tracks one event, and with it the custom dimension, which then holds this experiment alone. */
function makeRequest(decision, settings) {
  var experiment = decision.experimentName + " (" + decision.experimentId + ")";
  var variation = decision.variationName + " (" + decision.variationIds + ")";
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
