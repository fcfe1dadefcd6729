/** What makes two reports the same within a document, or within one view where views are counted; `take` reads it. */
function keyOf(layer, test, variations) {
  key = layer.id + "," + test.id + "," + variations + "," + views[layer.id];
  return key;
}
