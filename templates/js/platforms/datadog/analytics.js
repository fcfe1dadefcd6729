/**
 * Adds the variation as a feature flag, which goes out with the view and its errors; and, where the
 * customer wants one, an action, which does not wait for the view.
 */
function makeRequest(decision, settings) {
  var held = decision.isHoldback && "holdback";
  var facts = {
    experiment_id: decision.experimentId,
    experiment_name: decision.experimentName,
    variation_id: held || decision.variationIds.join(),
    variation_name: held || decision.variationName
  };

  DD_RUM.addFeatureFlagEvaluation(
    plain(facts["experiment_" + settings.key]),
    plain(facts["variation_" + settings.key])
  );
  if (settings.action) {
    DD_RUM.addAction(settings.action, facts);
  }
}

/** A name without what Datadog cannot search for: of ASCII, letters, digits and _ are left. */
function plain(name) {
  return name.replace(/[ -/:-@[-^`{-~“”]+/g, "_");
}
