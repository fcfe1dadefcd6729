/**
 * Reads what is there and reports what is new; returns whether Classic alone is there. Web and Edge
 * announce what comes later. Classic does not, and neither does a page without Optimizely, so these
 * are looked at again for a minute. An Edge page can have `optimizely.get` as well: Edge comes first.
 */
function pass() {
  var edge = window.optimizelyEdge || {};
  var other = window.optimizely || {};
  var data = other.data || {};
  var state = data.state || {};
  var isClassic = state.activeExperiments;
  var api = edge.get ? edge : other;

  if (api.get) {
    attempt(readStates, api);
  }
  if (isClassic) {
    attempt(readClassic, data, state);
  }
  if ((isClassic || !api.get) && looks-- > 0) {
    again();
  }
  deliver();
  return isClassic && !api.get;
}
