/**
 * Considers what Web or Edge runs on this page. Edge's getters list held-back visitors too: only the decision event
 * tells, and `held` keeps what it told. Where a redirect landed both may lack the redirected experiment or its
 * names: its ids are all there is.
 */
function readStates(api) {
  var state = api.get("state");
  var all = running(state);
  var info = state.getRedirectInfo();
  var isSeen = !info;

  function considerOne(id) {
    var one = all[id] || { id: info.experimentId };
    var variation = one.variation || (info && { id: info.variationId });
    var experiment = one.experiment || (one.variation ? one : info && { id: info.experimentId });

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

  // prototype.js replaces `Object.keys`.
  Object.getOwnPropertyNames(all).forEach(considerOne);
  if (!isSeen) {
    considerOne();
  }
}
