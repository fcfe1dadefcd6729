/** Reads what is there and reports what is new. */
function pass() {
  var edge = window.optimizelyEdge || {};

  if (edge.get) {
    attempt(readStates, edge);
  }
  deliver();
}
