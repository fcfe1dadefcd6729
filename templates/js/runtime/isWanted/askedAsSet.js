/**
 * Whether a decision is reported: when Optimizely has run this for its experiment. A held-back visitor of an A/B test
 * saw nothing, and counts when the setting says so; the holdback of a personalization, whose experiments alone have
 * the key `campaignName`, is what it is measured by.
 */
function isWanted(isHeldBack, inExperiment) {
  return asked[inExperiment.id] && (!isHeldBack || settings.holdback === "report" || "campaignName" in inExperiment);
}
