/** Tags the session, with a tag for each experiment; Clarity adds values to a tag and replaces none. */
function makeRequest(decision, settings) {
  window.clarity =
    window.clarity ||
    function () {
      (window.clarity.q = window.clarity.q || []).push(arguments);
    };
  window.clarity(
    "set",
    settings.prefix + nameOf(decision.experimentName, decision.experimentId, settings),
    decision.isHoldback
      ? "holdback"
      : nameOf(decision.variationName, decision.variationIds.join(), settings)
  );
}

/** A name that with the prefix stays within the 254 characters beyond which Clarity drops a tag. */
function nameOf(name, id, settings) {
  return settings.ids ? nameWithId(name, id, 200) : cut(name, 200);
}
