var texts = [];

/** Notes the decision: a key has one value, which is for all of them. */
function makeRequest(decision) {
  texts.push(
    label(decision.experimentName, decision.experimentId) +
      ":" +
      (decision.isHoldback
        ? "holdback"
        : label(decision.variationName, decision.variationIds.join("_")))
  );
}

/** Gives Chartbeat the value, which replaces the one before. */
function finish(settings) {
  (window._cbq = window._cbq || []).push([settings.key, texts.join()]);
}

/** A short name and its id, in characters that need no encoding: Chartbeat puts a value into its address as it is. */
function label(name, id) {
  return clean(nameWithId(name, id, 40));
}
