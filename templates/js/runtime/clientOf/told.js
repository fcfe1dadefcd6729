/** The client that `told` asks. */
function clientOf() {
  return (window.optimizelyEdge || {}).get ? "edge" : "web";
}
