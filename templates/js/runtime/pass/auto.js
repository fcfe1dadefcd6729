/**
 * Reads what is there and reports what is new. Web and Edge announce what comes later; Classic does
 * not, and neither does a page without Optimizely, so these are looked at again for a minute.
 */
function pass() {
  var isAnnounced = attempt(readEdge) || attempt(readWeb);

  if (attempt(readClassic) || !isAnnounced) {
    if (looks-- > 0) {
      again();
    }
  }
  deliver();
}
