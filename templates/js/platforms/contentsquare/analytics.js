/** Sends the experiment as a dynamic variable, which belongs to the page view; the latest value of a key counts. */
function makeRequest(decision, settings) {
  (window._uxa = window._uxa || []).push([
    "trackDynamicVariable",
    {
      key: settings.prefix + nameOf(decision.experimentName, decision.experimentId, 440, settings),
      value: decision.isHoldback
        ? "holdback"
        : nameOf(decision.variationName, decision.variationIds.join(), 200, settings)
    }
  ]);
}

/** A name of `max` characters, with its id behind them if asked for: Contentsquare would cut the id first. */
function nameOf(name, id, max, settings) {
  return cut(name, max) + (settings.ids ? " (" + id + ")" : "");
}
