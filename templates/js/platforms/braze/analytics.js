/** Logs one custom event; Braze's documentation has no longer strings than 255 characters. */
function makeRequest(decision, settings) {
  var variation = decision.isHoldback ? "holdback" : decision.variationName;

  window.braze.logCustomEvent(settings.event, {
    experiment_id: decision.experimentId,
    experiment_name: cut(decision.experimentName, 255),
    variation_id: decision.isHoldback ? variation : decision.variationIds.join(),
    variation_name: cut(variation, 255)
  });
}
