/**
 * Tracks one of Snap's five custom events. Snap reads a fixed list of parameters, of which `description` alone
 * is free text: it holds all there is to tell.
 */
function makeRequest(decision, settings) {
  window.snaptr("track", settings.event, {
    description:
      decision.experimentName +
      " (" +
      decision.experimentId +
      "): " +
      (decision.isHoldback
        ? "holdback"
        : decision.variationName + " (" + decision.variationIds.join("_") + ")")
  });
}
