/** What runs here, by id: experiments on Edge, campaigns on Web. */
function running(state) {
  return state.getActiveExperiments ? state.getActiveExperiments() : state.getCampaignStates({ isActive: true });
}
