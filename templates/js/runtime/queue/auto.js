/** Where listeners go: to Edge when it is there or awaited, else to Web, whose queue is created when absent. */
function queue() {
  return window.optimizelyEdge || (window.optimizely = window.optimizely || []);
}
