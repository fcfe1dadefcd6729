/**
 * Tracks one event. Klaviyo keeps one event of a name per person and second unless events have ids of
 * their own; an id without a time also keeps a person's later visits from being further exposures.
 */
function makeRequest(decision, settings) {
  var variation = decision.isHoldback ? "holdback" : decision.variationIds.join("_");

  window.klaviyo.push([
    "track",
    settings.event,
    {
      $event_id: decision.experimentId + "_" + variation,
      experiment_id: decision.experimentId,
      experiment_name: decision.experimentName,
      variation_id: variation,
      variation_name: decision.isHoldback ? variation : decision.variationName
    }
  ]);
}
