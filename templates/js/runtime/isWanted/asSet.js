/**
 * Whether a decision is reported: a held-back visitor of an A/B test saw nothing, and counts when the setting says so;
 * the holdback of a personalization, whose experiments alone have the key `campaignName`, is what it is measured by.
 */
function isWanted(isHeldBack, inExperiment) {
  return !isHeldBack || settings.holdback === "report" || "campaignName" in inExperiment;
}
