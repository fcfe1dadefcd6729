/** Reads what is there and reports what is new. */
function pass() {
  attempt(readWeb);
  deliver();
}
