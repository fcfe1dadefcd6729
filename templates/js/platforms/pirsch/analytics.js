/** Sends one event. It is no interaction: a visitor who only sees a variation still bounces. */
function makeRequest(decision, settings) {
  var holdback = decision.isHoldback && "holdback";

  window
    .pirsch(settings.event, {
      meta: {
        experiment_id: decision.experimentId,
        experiment_name: cut(decision.experimentName, 2000),
        variation_id: holdback || decision.variationIds.join("_"),
        variation_name: holdback || cut(decision.variationName, 2000)
      },
      non_interactive: true
    })
    // A request that fails would be an error of the page.
    .catch(String);
}
