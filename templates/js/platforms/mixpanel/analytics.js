/**
 * Tracks the exposure event of Mixpanel's Experiments report, whose two properties must be strings.
 * Mixpanel itself cuts values at 255 bytes: an id stands in front, where nothing is cut.
 */
function makeRequest(decision, settings) {
  (window.mixpanel = window.mixpanel || []).push([
    "track",
    settings.event,
    {
      "Experiment name": (settings.ids ? decision.experimentId + " " : "") + decision.experimentName,
      "Variant name": decision.isHoldback
        ? "holdback"
        : (settings.ids ? decision.variationIds + " " : "") + decision.variationName
    }
  ]);
}
