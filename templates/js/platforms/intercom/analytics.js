/** Tracks one event with metadata, which holds 255 characters a string. Every experiment has the same event: Intercom allows 120. */
function makeRequest(decision, settings) {
  var variation = decision.isHoldback ? "holdback" : decision.variationName;

  window.Intercom("trackEvent", settings.event, {
    experiment_id: decision.experimentId,
    experiment_name: cut(decision.experimentName, 255),
    variation_id: decision.isHoldback ? variation : decision.variationIds.join(),
    variation_name: cut(variation, 255)
  });
}
