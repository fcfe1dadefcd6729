/** A campaign was decided; on Edge nothing else tells that the visitor is held back. */
function hear(event) {
  var decision = event.data.decision;

  again();
  held[decision.experimentId] = decision.isCampaignHoldback;
}
