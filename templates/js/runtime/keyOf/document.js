/** What makes two reports the same within a document. */
function keyOf(layer, test, variations) {
  return layer.id + "," + test.id + "," + variations;
}
