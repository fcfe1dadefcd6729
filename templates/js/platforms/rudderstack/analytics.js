/** Tracks one exposure. The SDK, unlike the array that it replaces, has no `push`. */
function makeRequest(decision, settings) {
  var rudder = (window.rudderanalytics = window.rudderanalytics || []);
  var holdback = decision.isHoldback && "holdback";
  var referrer = referrerOf(decision);
  var options = {};
  var properties = {
    experiment_id: decision.experimentId,
    experiment_name: decision.experimentName,
    variation_id: holdback || decision.variationIds.join(),
    variation_name: holdback || decision.variationName
  };

  if (referrer !== undefined) {
    options.context = { page: pageFrom(referrer) };
  }
  if (rudder.track) {
    rudder.track(settings.event, properties, options);
  } else {
    rudder.push(["track", settings.event, properties, options]);
  }
}

/** Where a visitor came from, in the SDK's own words. */
function pageFrom(referrer) {
  return {
    referrer: referrer || "$direct",
    referring_domain: referrer.split("/")[2] || ""
  };
}
