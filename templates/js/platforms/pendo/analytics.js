/** Tracks one event. */
function makeRequest(decision, settings) {
  pendo.track(settings.event, {
    experiment_id: decision.experimentId,
    experiment_name: fitting(decision.experimentName),
    variation_id: decision.variationIds.join(),
    variation_name: decision.isHoldback ? "holdback" : fitting(decision.variationName)
  });
}

/**
 * As much of a name as takes 150 bytes in JSON, quotes included: Pendo shows none of an event's properties
 * when all of them, with their names and the ids, take more than 512.
 */
function fitting(name) {
  while (encodeURIComponent(JSON.stringify(name)).replace(/%../g, "-")[150]) {
    name = cut(name, name.length - 1);
  }
  return name;
}
