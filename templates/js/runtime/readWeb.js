/**
 * Considers what Optimizely Web runs on this page. A redirect to a page whose snippet lacks the
 * campaign leaves its ids only.
 */
function readWeb(web) {
  var state = web.get("state");
  var campaigns = state.getCampaignStates({ isActive: true });
  var info = state.getRedirectInfo();
  var one;
  var variation;

  for (var id in campaigns) {
    if ({}.hasOwnProperty.call(campaigns, id)) {
      one = campaigns[id];
      variation = one.variation || (info && { id: info.variationId });
      if (variation) {
        consider(
          "web",
          one,
          one.experiment || { id: info.experimentId },
          [variation.id + ""],
          [variation.name || variation.id + ""],
          info,
          one.isInCampaignHoldback
        );
      }
    }
  }
}
