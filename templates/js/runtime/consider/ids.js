/** Notes a decision by its ids. */
function consider(campaign, experiment, ids, names, isHoldback, landed, client) {
  decisions.push({
    client: client,
    campaignId: campaign.id + "",
    experimentId: experiment.id + "",
    variationIds: ids,
    isHoldback: !!isHoldback
  });
}
