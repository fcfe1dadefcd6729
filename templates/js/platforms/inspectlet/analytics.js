/** Tags the session; each experiment has a key of its own, because the same key would overwrite. */
function makeRequest(decision, settings) {
  var tag = {};

  tag[settings.prefix + label(decision.experimentName, decision.experimentId, settings)] =
    decision.isHoldback
      ? "holdback"
      : label(decision.variationName, decision.variationIds.join(), settings);
  __insp.push(["tagSession", tag]);
}

/** A name, with its id when the customer wants it. */
function label(name, id, settings) {
  return settings.ids ? nameWithId(name, id, Infinity) : name;
}
