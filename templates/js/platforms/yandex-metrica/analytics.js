/**
 * Sends one event parameter: the experiment is a branch below the customer's own name, so that no other
 * parameter of the page is mixed with it, and the variation its value. Strings only: Metrica adds numbers
 * up. Ids stand in front, where nothing is cut.
 */
function makeRequest(decision, settings) {
  var branch = {};
  var parameters = {};

  parameters[settings.parameter] = branch;
  branch[cut((settings.ids ? decision.experimentId + " " : "") + decision.experimentName, 255)] =
    decision.isHoldback
      ? "holdback"
      : cut((settings.ids ? decision.variationIds + " " : "") + decision.variationName, 50);
  window.ym(settings.counter_id, "params", parameters);
}
