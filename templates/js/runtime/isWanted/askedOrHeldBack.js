/** Whether a decision is reported: the integrator asks for all but the held-back ones. */
function isWanted(isHeldBack, inExperiment) {
  return isHeldBack || asked[inExperiment.id];
}
