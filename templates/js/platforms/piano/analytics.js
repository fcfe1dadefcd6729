/** Gives later events the referrer from before the redirect; "" is a direct visit. */
function initialize(settings, redirect) {
  if (redirect) {
    window.pa.setProperty("previous_url", redirect.referrer, { persistent: true });
  }
}

/** Sends Piano's own event for a test, with its form of an id and a name: a bracket would end the name. */
function makeRequest(decision) {
  window.pa.sendEvent("mv_test.display", {
    mv_test: decision.experimentId + "[" + decision.experimentName.replace(/]/g, "") + "]",
    mv_wave: 1,
    mv_creation: decision.isHoldback
      ? "holdback"
      : decision.variationIds + "[" + decision.variationName.replace(/]/g, "") + "]"
  });
}
