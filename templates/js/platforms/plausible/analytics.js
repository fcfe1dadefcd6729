/**
 * Sends one custom event. It is no interaction: a visitor who only sees a variation still bounces.
 * 666 characters are never more than the 2000 bytes of a property, whatever the script.
 */
function makeRequest(decision, settings) {
  var holdback = decision.isHoldback && "holdback";

  window.plausible(settings.event, {
    props: {
      experiment_id: decision.experimentId,
      experiment_name: cut(decision.experimentName, 666),
      variation_id: holdback || decision.variationIds.join("_"),
      variation_name: holdback || cut(decision.variationName, 666)
    },
    interactive: false
  });
}
