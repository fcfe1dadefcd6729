/** Tracks the event of Customer.io's A/B test specification; the array and the SDK take `push` alike. */
function makeRequest(decision, settings) {
  var properties = { experiment_id: decision.experimentId, experiment_name: decision.experimentName };
  var referrer = referrerOf(decision);
  var call = ["track", "Experiment Viewed", properties];

  properties[settings.keys + "_id"] = decision.isHoldback ? "holdback" : decision.variationIds.join();
  properties[settings.keys + "_name"] = decision.isHoldback ? "holdback" : decision.variationName;
  if (referrer !== undefined) {
    call.push({ context: { page: { referrer: referrer } } });
  }
  (window[settings.global] = window[settings.global] || []).push(call);
}
