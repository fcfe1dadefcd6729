/** Whether the visitor wants no Optimizely: nothing is read, made or sent then. */
function isOptedOut() {
  return cookie("optimizelyOptOut") === "true";
}
