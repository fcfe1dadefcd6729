/** What tells the views of a document apart: nothing, or that Web decides a campaign anew for each. */
function viewOf(layer) {
  return settings.report_again === "view" ? "," + views[layer.id] : "";
}
