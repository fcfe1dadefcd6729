/** Tracks one custom event. */
function makeRequest(decision, settings) {
  var variation = decision.isHoldback ? "holdback" : decision.variationName;

  window.aptrinsic("track", settings.event, {
    experiment_id: decision.experimentId,
    experiment_name: decision.experimentName,
    variation_id: decision.isHoldback ? variation : decision.variationIds.join(),
    variation_name: variation
  });
}
