/**
 * Considers what Optimizely Classic runs on this page; returns whether Classic is there. `data` lacks
 * its state on opted-out pages and where it is Web's or Edge's. The maps hold every experiment the
 * visitor was ever in and are rebuilt when one joins late, so `activeExperiments` rules: it is read
 * again when it has grown. Only clients older than 2016 need the cookie.
 */
function readClassic() {
  var data = window.optimizely && window.optimizely.data;
  var state = data && data.state;
  var active = state && state.activeExperiments;
  var info;

  function nameOf(map, id) {
    return map && map[id] && map[id].name;
  }

  function considerOne(id) {
    var one = { id: id, name: nameOf(data.experiments, id) };
    var variationIds = state.variationIdsMap[id] || info.variationId.split("_");
    var variationNames = [];

    for (var i = 0; i < variationIds.length; i++) {
      variationNames[i] =
        nameOf(data.variations, variationIds[i]) ||
        (!variationIds[1] && state.variationNamesMap[id]) ||
        variationIds[i];
    }
    consider("classic", one, one, variationIds.slice(), variationNames, info);
  }

  if (active && active.length !== seen) {
    seen = active.length;
    info =
      "redirectExperiment" in state
        ? state.redirectExperiment
        : attempt(redirectInCookie, state.variationIdsMap);
    for (var i = 0; i < active.length; i++) {
      attempt(considerOne, active[i]);
    }
    if (info && active.indexOf(info.experimentId) < 0) {
      considerOne(info.experimentId);
    }
  }
  return active;
}
