/** Tracks one event. Newer builds promise when they can take calls; older ones can from the start. */
function makeRequest(decision, settings) {
  function send() {
    userpilot.track(settings.event, {
      experiment_id: decision.experimentId,
      experiment_name: decision.experimentName,
      variation_id: decision.variationIds.join(),
      variation_name: decision.isHoldback ? "holdback" : decision.variationName
    });
  }

  // The last part keeps a failure from the page.
  Promise.resolve(window.userpilotV2SDKInitialization).then(send).then(null, Object);
}
