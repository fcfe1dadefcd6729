var texts = [];

/** Notes the decision for the variable, of which Crazy Egg has five for everything. */
function makeRequest(decision, settings) {
  var text =
    nameOf(decision.experimentName, decision.experimentId, settings) +
    ": " +
    (decision.isHoldback
      ? "holdback"
      : nameOf(decision.variationName, decision.variationIds.join(), settings));

  // With `report_again` it may be there.
  if (texts.indexOf(text) < 0) {
    texts.push(text);
  }
}

/** Fills the variable with all decisions so far: what was in it is replaced. */
function finish(settings) {
  window.CE2.set(settings.slot, texts.join(", "));
}

/** A name as the settings want it. Crazy Egg tells no limit; this one leaves room for other experiments. */
function nameOf(name, id, settings) {
  return cut(name, 60) + (settings.ids ? " (" + id + ")" : "");
}
