/** The experiments that run here, by id. */
function running(state) {
  return state.getActiveExperiments();
}
