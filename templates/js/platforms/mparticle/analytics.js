/** Logs one custom event; mParticle takes the type as a number, and drops attributes that are no plain values. */
function makeRequest(decision, settings) {
  var holdback = decision.isHoldback && "holdback";

  window.mParticle.logEvent(settings.event, window.mParticle.EventType[settings.event_type], {
    experiment_id: decision.experimentId,
    experiment_name: decision.experimentName,
    variation_id: holdback || decision.variationIds.join(),
    variation_name: holdback || decision.variationName
  });
}
