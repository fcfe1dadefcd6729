/** Tracks one event. Woopra sends it as the address of a script, so long names are cut to keep that short. */
function makeRequest(decision, settings) {
  var holdback = decision.isHoldback && "holdback";

  window[settings.global].track(settings.event, {
    experiment_id: decision.experimentId,
    experiment_name: cut(decision.experimentName, 200),
    variation_id: holdback || decision.variationIds.join("_"),
    variation_name: holdback || cut(decision.variationName, 200)
  });
}
