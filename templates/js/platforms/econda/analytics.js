/** Sends one event with econda's property for A/B tests: pairs of a test and its variant. */
function makeRequest(decision, settings) {
  window.emos3.send({
    type: "event",
    abtest: [
      [
        (settings.ids ? decision.experimentId + " " : "") + decision.experimentName,
        decision.isHoldback
          ? "holdback"
          : (settings.ids ? decision.variationIds + " " : "") + decision.variationName
      ]
    ]
  });
}
