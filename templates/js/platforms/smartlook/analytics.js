/** Tracks one event. */
function makeRequest(decision, settings) {
  smartlook("track", settings.event, {
    experiment_id: decision.experimentId,
    experiment_name: decision.experimentName,
    variation_id: decision.variationIds.join(),
    variation_name: decision.isHoldback ? "holdback" : decision.variationName
  });
}
