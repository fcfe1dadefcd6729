/**
 * Sends one exposure. Browser SDK 2 has `track` and no `getInstance`, the legacy SDK the reverse, from
 * the moment their own base code has run.
 */
function makeRequest(decision, settings) {
  var amplitude = window.amplitude;
  var client = amplitude.track ? amplitude : amplitude.getInstance();
  var byId = settings.key === "id";
  var flag = byId ? decision.experimentId : cut(decision.experimentName, 1024);
  var ids = decision.variationIds.join();
  var variant = byId ? ids : cut(decision.variationName, 1024);

  if (decision.isHoldback) {
    variant = "holdback";
  }
  client[amplitude.track ? "track" : "logEvent"](settings.event, {
    flag_key: flag,
    variant: variant,
    experiment_id: decision.experimentId,
    variation_id: ids
  });
  if (settings.prefix) {
    client.identify(new amplitude.Identify().set(settings.prefix + flag, variant));
  }
}
