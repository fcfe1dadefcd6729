/** A campaign was decided, for the first time or for another view. */
function hear(event) {
  var decision = event.data.decision;

  again();
  held[decision.experimentId] = decision.isCampaignHoldback;
  views[decision.campaignId] = (views[decision.campaignId] || 0) + 1;
}
