/**
 * Tracks one custom event. Without names nothing that an experiment was called reaches Meta, which
 * restricts events that hint at health or money.
 */
function makeRequest(decision, settings) {
  var variation = decision.isHoldback ? "holdback" : decision.variationIds.join("_");
  var facts = { experiment_id: decision.experimentId, variation_id: variation };

  if (settings.names) {
    facts.experiment_name = decision.experimentName;
    facts.variation_name = decision.isHoldback ? variation : decision.variationName;
  }
  if (settings.pixel_id) {
    window.fbq("trackSingleCustom", settings.pixel_id, settings.event, facts);
  } else {
    window.fbq("trackCustom", settings.event, facts);
  }
}
