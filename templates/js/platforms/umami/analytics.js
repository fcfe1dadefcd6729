/** Tracks one event; what it carries is text of at most 500 characters. */
function makeRequest(decision, settings) {
  var holdback = decision.isHoldback && "holdback";

  window.umami.track(settings.event, {
    experiment_id: decision.experimentId,
    experiment_name: cut(decision.experimentName, 500),
    variation_id: holdback || decision.variationIds.join("_"),
    variation_name: holdback || cut(decision.variationName, 500)
  });
}
