/** Adds one event; Countly cuts values itself, but through the middle of a character. */
function makeRequest(decision, settings) {
  var countly = (window.Countly = window.Countly || {});
  var holdback = decision.isHoldback && "holdback";

  (countly.q = countly.q || []).push([
    "add_event",
    {
      key: settings.event,
      count: 1,
      segmentation: {
        experiment_id: decision.experimentId,
        experiment_name: cut(decision.experimentName, 256),
        variation_id: holdback || decision.variationIds.join(),
        variation_name: holdback || cut(decision.variationName, 256)
      }
    }
  ]);
}
