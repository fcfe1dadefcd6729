/** Whether a decision is reported: when the integrator has asked for it. */
function isWanted(isHeldBack, inExperiment) {
  return asked[inExperiment.id];
}
