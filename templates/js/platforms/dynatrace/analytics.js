/** Sends an event whose properties were defined in Dynatrace; it drops those that were not. */
function makeRequest(decision) {
  var variation = decision.isHoldback ? "holdback" : decision.variationName;

  window.dynatrace.sendEvent({
    "event_properties.experiment_id": decision.experimentId,
    "event_properties.experiment_name": cut(decision.experimentName, 5000),
    "event_properties.variation_id": decision.isHoldback ? variation : decision.variationIds.join(),
    "event_properties.variation_name": cut(variation, 5000)
  });
}
