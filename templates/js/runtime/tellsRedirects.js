/** Whether the client itself tells of a redirect, so that no cookie has to be read. */
function tellsRedirects() {
  var other = window.optimizely || {};

  return (window.optimizelyEdge || {}).get || other.get || "redirectExperiment" in ((other.data || {}).state || {});
}
