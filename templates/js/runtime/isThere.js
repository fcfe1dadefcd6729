/** Whether a client that decides is on the page; see the reading rule on their signs. */
function isThere() {
  var other = window.optimizely || {};
  var state = (other.data || {}).state || {};

  return (window.optimizelyEdge || {}).get || other.get || state.activeExperiments;
}
