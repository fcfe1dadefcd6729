/**
 * Adds one page action, and an attribute to all that the agent sends from now on: page views, errors,
 * requests. The attribute's name holds the id, so that no experiment overwrites another.
 */
function makeRequest(decision, settings) {
  var variation = decision.isHoldback ? "holdback" : cut(decision.variationName, 255);

  newrelic.addPageAction(settings.event, {
    experimentId: decision.experimentId,
    experimentName: cut(decision.experimentName, 255),
    variationId: decision.variationIds.join(),
    variationName: variation
  });
  if (settings.prefix) {
    newrelic.setCustomAttribute(settings.prefix + decision.experimentId, variation);
  }
}
