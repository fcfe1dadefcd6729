/** The client an API belongs to. */
function clientOf(api) {
  return api === window.optimizelyEdge ? "edge" : "web";
}
