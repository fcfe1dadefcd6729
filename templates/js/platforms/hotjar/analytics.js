/** Sends one event: its name is all that Hotjar keeps of it. */
function makeRequest(decision, settings) {
  window.hj =
    window.hj ||
    function () {
      (window.hj.q = window.hj.q || []).push(arguments);
    };
  window.hj(
    "event",
    settings.prefix +
      nameOf(decision.experimentName, decision.experimentId, settings) +
      "-" +
      (decision.isHoldback
        ? "holdback"
        : nameOf(decision.variationName, decision.variationIds.join("_"), settings))
  );
}

/**
 * A name in the characters that Hotjar accepts; the id, where none of them is left. Nine digits in a row
 * would be taken for personal data: their middle is left out, as Optimizely's own integration does.
 */
function nameOf(name, id, settings) {
  var text = name.replace(/[^a-zA-Z0-9-]+/g, "_").slice(0, 80);

  return (text === "_" ? id : settings.ids ? text + "_" + id : text).replace(
    /(\d{3})\d{3,}(\d{3})/g,
    "$1_$2"
  );
}
