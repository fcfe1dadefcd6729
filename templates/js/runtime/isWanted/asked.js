/**
 * Whether a decision is reported: when the integrator has asked for it. It asks for no held-back visitor; the
 * holdback of a personalization, whose experiments alone have the key `campaignName`, is what it is measured by.
 */
function isWanted(isHeldBack, inExperiment) {
  return isHeldBack ? "campaignName" in inExperiment : asked[inExperiment.id];
}
