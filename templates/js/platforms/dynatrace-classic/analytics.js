/** Reports an action of its own: its properties must be shorter than 100 characters, and Dynatrace drops longer ones. */
function makeRequest(decision, settings) {
  var dtrum = window.dtrum;
  var action = dtrum.enterAction(settings.action);
  var variation = decision.isHoldback ? "holdback" : decision.variationName;

  // Numbers, dates, strings.
  dtrum.addActionProperties(action, {}, {}, {
    experiment_id: decision.experimentId,
    experiment_name: cut(decision.experimentName, 99),
    variation_id: decision.isHoldback ? variation : decision.variationIds.join(),
    variation_name: cut(variation, 99)
  });
  dtrum.leaveAction(action);
}
