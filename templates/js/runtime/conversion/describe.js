/** Who the visitor is to Optimizely. `variations` is short: "experiment:variation,…", without what the visitor is held back from. */
function describe() {
  var all = getDecisions();
  var pairs = [];

  for (var i = 0; i < all.length; i++) {
    if (!all[i].isHoldback) {
      pairs.push(all[i].experimentId + ":" + all[i].variationIds.join("_"));
    }
  }
  return {
    userId: getUserId(),
    accountId: ownId("getAccountId", "accountId", ""),
    projectId: ownId("getProjectId", "projectId", ""),
    decisions: all,
    variations: pairs.join(",")
  };
}
