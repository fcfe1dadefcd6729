/**
 * Notes an experiment that runs here, for every integration. A held-back visitor saw nothing, and the two
 * arguments of `makeRequest` cannot say so; integrations are only told that something came.
 */
function consider(campaign, experiment, ids, names, isHoldback, info) {
  var id = experiment.id + "";
  var key = id + "," + ids + "," + !!isHoldback;

  landed = info || landed;
  if (!considered[key]) {
    considered[key] = 1;
    count++;
    if (!isHoldback) {
      experiments[id] = { ids: ids, name: experiment.name || id, names: names };
    }
  }
}
