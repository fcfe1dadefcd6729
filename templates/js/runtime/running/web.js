/** The campaigns that run here, by id. */
function running(state) {
  return state.getCampaignStates({ isActive: true });
}
