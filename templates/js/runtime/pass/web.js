/** Reads what is there and reports what is new. An Edge page can have `optimizely.get` as well. */
function pass() {
  var web = window.optimizely || {};

  if (web.get && !(window.optimizelyEdge || {}).get) {
    attempt(readStates, web);
  }
  deliver();
}
