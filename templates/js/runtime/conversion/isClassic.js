/** Whether Classic's cookies count. They outlive Classic by years, so not on a page that has Web or Edge alone. */
function isClassic() {
  var client = window.optimizely || {};

  return !!client.getProjectId || !(client.get || (window.optimizelyEdge || {}).get);
}
