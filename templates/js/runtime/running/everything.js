/** What was decided, by id: experiments on Edge, campaigns on Web, those of earlier pages among them. */
function running(state) {
  return state.getActiveExperiments ? state.getActiveExperiments() : state.getCampaignStates();
}
