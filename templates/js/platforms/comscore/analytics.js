/**
 * Adds the decision to a label of the page's own call, as long as it waits for Comscore's script. Every call is
 * a page view to Comscore, so one of our own is made only for a customer who names the client ID.
 */
function makeRequest(decision, settings) {
  var call = settings.client_id ? { c1: "2", c2: settings.client_id } : window._comscore[0];

  call[settings.label] =
    (call[settings.label] ? call[settings.label] + ";" : "") +
    decision.experimentId +
    " " +
    cut(decision.experimentName, 50) +
    ":" +
    (decision.isHoldback
      ? "holdback"
      : decision.variationIds + " " + cut(decision.variationName, 50));
  if (settings.client_id) {
    window.COMSCORE.beacon(call);
  }
}
