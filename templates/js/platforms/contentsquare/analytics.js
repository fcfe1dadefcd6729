/** Sends the experiment as a dynamic variable, which belongs to the page view; the latest value of a key counts. */
function makeRequest(decision, settings) {
  (window._uxa = window._uxa || []).push([
    "trackDynamicVariable",
    {
      key: settings.prefix + nameOf(decision.experimentName, decision.experimentId, 480, settings),
      value: decision.isHoldback
        ? "holdback"
        : nameOf(decision.variationName, decision.variationIds.join(), 255, settings)
    }
  ]);
}

/** A name within `max` characters: Contentsquare would cut the id first. */
function nameOf(name, id, max, settings) {
  return settings.ids ? nameWithId(name, id, max) : cut(name, max);
}
