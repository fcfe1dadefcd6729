/**
 * Considers what Web or Edge runs on this page. Edge's getters list held-back visitors too: only the decision event
 * tells, and `held` keeps what it told. Where a redirect landed both may lack the redirected experiment or its
 * names: its ids are all there is, and it comes last.
 */
function readStates(api) {
  var state = api.get("state");
  var all = running(state);
  var ids = Object.keys(all);
  var info = state.getRedirectInfo();
  var isSeen = !info;
  var one;
  var variation;
  var experiment;

  for (var i = 0; i < ids.length || !isSeen; i++) {
    one = all[ids[i]] || { id: info.experimentId };
    variation = one.variation || (info && { id: info.variationId });
    experiment = one.experiment || (one.variation ? one : info && { id: info.experimentId });
    if (variation) {
      isSeen = isSeen || experiment.id == info.experimentId;
      consider(
        one,
        experiment,
        [variation.id + ""],
        [variation.name || variation.id + ""],
        one.isInCampaignHoldback || held[experiment.id],
        info,
        /*@__PURE__*/ clientOf(api)
      );
    }
  }
}
