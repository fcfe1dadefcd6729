/** What makes two reports the same within one view: Web decides a campaign anew for each. */
function keyOf(layer, test, variations) {
  return layer.id + "," + test.id + "," + variations + "," + views[layer.id];
}
