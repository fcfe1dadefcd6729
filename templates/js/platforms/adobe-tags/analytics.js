/** Triggers the rules that have this identifier; the rest is what they read as `event.detail`. */
function makeRequest(decision, settings) {
  var holdback = decision.isHoldback && "holdback";

  window._satellite.track(settings.identifier, {
    experiment_id: decision.experimentId,
    experiment_name: decision.experimentName,
    variation_id: holdback || decision.variationIds.join(),
    variation_name: holdback || decision.variationName
  });
}
