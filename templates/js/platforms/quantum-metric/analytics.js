/** Sends the decision, and its parts where they have events of their own; none of them is a conversion. */
function makeRequest(decision, settings) {
  var experiment = nameOf(decision.experimentName, decision.experimentId, settings);
  var variation = decision.isHoldback
    ? "holdback"
    : nameOf(decision.variationName, decision.variationIds.join(), settings);

  send(
    settings.decision_event,
    "Campaign: " +
      decision.campaignName +
      " \nExperiment: " +
      experiment +
      " \nVariation: " +
      variation
  );
  send(settings.experiment_event, experiment);
  send(settings.variation_event, variation);
}

/** A name as the settings want it. */
function nameOf(name, id, settings) {
  return name + (settings.ids ? " (" + id + ")" : "");
}

/** One event, if the settings have its id. */
function send(id, value) {
  if (id) {
    window.QuantumMetricAPI.sendEvent(id, 0, value);
  }
}
