/** Sets a variable of the page view, or tags it. */
function makeRequest(decision, settings) {
  var experiment = nameOf(decision.experimentName, decision.experimentId, settings);
  var variation = decision.isHoldback
    ? "holdback"
    : nameOf(decision.variationName, decision.variationIds.join(), settings);

  (window._mfq = window._mfq || []).push(
    settings.send === "tag"
      ? ["tag", experiment + ": " + variation]
      : ["setVariable", "Optimizely: " + experiment, variation]
  );
}

/** A name as the settings want it. Mouseflow tells no limit; this one keeps a list of filters readable. */
function nameOf(name, id, settings) {
  return cut(name, 100) + (settings.ids ? " (" + id + ")" : "");
}
