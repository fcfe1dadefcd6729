/** Tracks one event, as soon as Lucky Orange has loaded its part for events. */
function makeRequest(decision, settings) {
  function track(luckyOrange) {
    luckyOrange.$internal.ready("events").then(function () {
      luckyOrange.events.track(settings.event, {
        experiment_id: decision.experimentId,
        experiment_name: decision.experimentName,
        variation_id: decision.variationIds.join(),
        variation_name: decision.isHoldback ? "holdback" : decision.variationName
      });
    });
  }

  (window.LOQ = window.LOQ || []).push([
    "ready",
    // Lucky Orange calls it later, where the snippet's own try has ended.
    function (luckyOrange) {
      attempt(track, luckyOrange);
    }
  ]);
}
