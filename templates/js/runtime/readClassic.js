/**
 * Considers what Optimizely Classic runs on this page. The maps hold every experiment the visitor was
 * ever in and are rebuilt when one joins late, so `activeExperiments` rules: it is read again when it
 * has grown. Only clients older than 2016 need the cookie for a redirect that landed here.
 */
function readClassic(data, state) {
  var ids = state.activeExperiments.slice();
  var info;

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
  ids.forEach(function (id) {
    var one = { id: id, name: (data.experiments[id] || 0).name };
    var variationIds = (state.variationIdsMap[id] || info.variationId.split("_")).slice();
    var names = [];

    // prototype.js replaces `map`.
    variationIds.forEach(function (variationId) {
      names.push(
        (variationIds[1] ? (data.variations[variationId] || 0).name : state.variationNamesMap[id]) || variationId
      );
    });
    consider(one, one, variationIds, names, 0, info, "classic");
  });
}
