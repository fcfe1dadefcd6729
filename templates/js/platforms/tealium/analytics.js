/** Sends one event, with the names that Tealium's own Optimizely module for apps has. */
function makeRequest(decision, settings) {
  var holdback = decision.isHoldback && "holdback";

  window.utag.link({
    tealium_event: settings.event,
    optimizely_experiment_id: decision.experimentId,
    optimizely_experiment_key: decision.experimentName,
    optimizely_variation_id: holdback || decision.variationIds.join(),
    optimizely_variation_key: holdback || decision.variationName
  });
}
