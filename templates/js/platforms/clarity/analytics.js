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

/** A name that with id and prefix stays within the 254 characters beyond which Clarity drops a tag. */
function nameOf(name, id, settings) {
  return cut(name, 180) + (settings.ids ? " (" + id + ")" : "");
}
