/** Where listeners go; created when absent. */
function queue() {
  return (window.optimizelyEdge = window.optimizelyEdge || []);
}
