/** Where listeners go; created when absent. */
function queue() {
  return (window.optimizely = window.optimizely || []);
}
