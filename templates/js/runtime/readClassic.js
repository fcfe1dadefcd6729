/**
 * Considers what Optimizely Classic runs on this page. The maps hold every experiment the visitor was
 * ever in and are rebuilt when one joins late, so `activeExperiments` rules: it is read again when it
 * has grown. Only clients older than 2016 need the cookie for a redirect that landed here.
 */
function readClassic(data, state) {
  var ids = state.activeExperiments.slice();
  var info;
  var one;
  var variationIds;
  var variationNames;

  if (seen === ids.length) {
    return;
  }
  seen = ids.length;
  info =
    "redirectExperiment" in state
      ? state.redirectExperiment
      : attempt(redirectInCookie, state.variationIdsMap);
  if (info && ids.indexOf(info.experimentId) < 0) {
    ids.push(info.experimentId);
  }
  for (var i = 0; i < ids.length; i++) {
    one = { id: ids[i], name: (data.experiments[ids[i]] || 0).name };
    variationIds = (state.variationIdsMap[one.id] || info.variationId.split("_")).slice();
    variationNames = [];
    for (var j = 0; j < variationIds.length; j++) {
      variationNames[j] =
        (variationIds[1] ? (data.variations[variationIds[j]] || 0).name : state.variationNamesMap[one.id]) ||
        variationIds[j];
    }
    consider(one, one, variationIds, variationNames, 0, info, "classic");
  }
}
