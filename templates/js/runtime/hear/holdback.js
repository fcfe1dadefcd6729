/** A campaign was decided; on Edge nothing else tells that the visitor is held back. */
function hear(event) {
  again();
  held[event.data.decision.experimentId] = event.data.decision.isCampaignHoldback;
}
