/**
 * Considers what Optimizely Web runs on this page; returns whether Web is there. An Edge page can have
 * `optimizely.get` too. A redirect to a page whose snippet lacks the campaign leaves its ids only.
 */
function readWeb() {
  var web = window.optimizely;
  var edge = window.optimizelyEdge;
  var state = web && web.get && !(edge && edge.get) && web.get("state");
  var info;

  if (state) {
    info = state.getRedirectInfo();
    eachOwn(state.getCampaignStates({ isActive: true }), function (one) {
      var variation = one.variation || (info && { id: info.variationId });

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
    });
    return true;
  }
}
