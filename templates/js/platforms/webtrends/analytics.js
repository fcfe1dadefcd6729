/**
 * Sends one event with parameters of the customer's own. The tag may keep parameters from one event to the
 * next, so each event carries all of them. "99" is the kind of event: no page view, nor one of the tag's own.
 */
function makeRequest(decision, settings) {
  var start = "DCSext." + settings.prefix;

  window.Webtrends.multiTrack({
    argsa: [
      start + "experiment_id",
      decision.experimentId,
      start + "experiment",
      cut(decision.experimentName, 255),
      start + "variation_id",
      decision.variationIds.join("_"),
      start + "variation",
      decision.isHoldback ? "holdback" : cut(decision.variationName, 255),
      "WT.dl",
      "99"
    ]
  });
}
