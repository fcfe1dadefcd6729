/**
 * Whether a decision is reported: a held-back visitor of an A/B test saw nothing, while the holdback
 * of a personalization, whose experiments alone have the key `campaignName`, is what it is measured by.
 */
function isWanted(isHeldBack, inExperiment) {
  return !isHeldBack || "campaignName" in inExperiment;
}
