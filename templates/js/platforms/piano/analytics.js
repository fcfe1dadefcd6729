/** Gives later events the referrer from before the redirect; "" is a direct visit. */
function initialize(settings, redirect) {
  if (redirect) {
    window[settings.global].setProperty("previous_url", redirect.referrer, { persistent: true });
  }
}

/** Sends Piano's own event for a test. */
function makeRequest(decision, settings) {
  window[settings.global].sendEvent("mv_test.display", {
    mv_test: label(decision.experimentId, decision.experimentName),
    mv_wave: settings.wave,
    mv_creation: decision.isHoldback
      ? "holdback"
      : label(decision.variationIds, decision.variationName)
  });
}

/** Piano's form of an id with a name; a bracket in the name would end it. */
function label(id, name) {
  return id + "[" + name.replace(/[[\]]/g, "") + "]";
}
