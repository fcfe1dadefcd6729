/** Sends one custom event. A property holds 50 characters: names are cut, and ids have properties of their own. */
function makeRequest(decision, settings) {
  var variation = decision.isHoldback ? "holdback" : decision.variationName;

  (window._hsq = window._hsq || []).push([
    "trackCustomBehavioralEvent",
    {
      name: settings.event,
      properties: {
        experiment_id: decision.experimentId,
        experiment_name: cut(decision.experimentName, 50),
        variation_id: decision.isHoldback ? variation : decision.variationIds.join(),
        variation_name: cut(variation, 50)
      }
    }
  ]);
}
