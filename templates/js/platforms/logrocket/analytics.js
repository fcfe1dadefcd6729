/** Tracks one event, named after the experiment unless the customer has one name for all. */
function makeRequest(decision, settings) {
  LogRocket.track(settings.event || decision.experimentName, {
    experimentId: decision.experimentId,
    experimentName: decision.experimentName,
    variantId: decision.variationIds.join(),
    variantName: decision.isHoldback ? "holdback" : decision.variationName
  });
}
