/** What tells the views of a document apart: Web decides a campaign anew for each. */
function viewOf(layer) {
  return "," + views[layer.id];
}
