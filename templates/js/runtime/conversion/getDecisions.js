/**
 * Every decision that a conversion of this visitor counts for, by ids: what Classic keeps in its cookie, and what Web or
 * Edge has decided, on this page and before it. Classic and Edge have no campaigns: the experiment's id stands for it.
 */
function getDecisions() {
  var found = [];

  function add(campaignId, experimentId, variationId, isHoldback) {
    found.push({
      campaignId: campaignId,
      experimentId: experimentId,
      variationIds: variationId.split("_"),
      isHoldback: !!isHoldback
    });
  }

  getVariationsInParameters().replace(/(\d+)=(\w+)/g, function (pair, id, variationId) {
    add(id, id, variationId);
  });
  attempt(function () {
    var state = told("state");
    var all = state[state.getCampaignStates ? "getCampaignStates" : "getActiveExperiments"]();

    for (var id in all) {
      if (all[id].variation) {
        add(id, (all[id].experiment || all[id]).id, all[id].variation.id, all[id].isInCampaignHoldback);
      }
    }
  });
  return found;
}
