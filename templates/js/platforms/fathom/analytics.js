/**
 * Tracks one event. Fathom has no properties: experiment and variation are in its name, without the special
 * characters and emojis that Fathom advises against. Letters of other scripts than Latin stay.
 */
function makeRequest(decision, settings) {
  var name = [
    settings.event,
    cut(decision.experimentName, 80) + " " + decision.experimentId,
    decision.isHoldback
      ? "holdback"
      : cut(decision.variationName, 80) + " " + decision.variationIds.join("_")
  ].join(" - ");

  window.fathom.trackEvent(name.replace(/[^\w\-\u00c0-\u1fff\u2c00-\ud7ff]+/g, " "));
}
