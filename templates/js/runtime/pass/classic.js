/** Reads what is there and reports what is new; Classic announces nothing, so it is looked at again for a minute. */
function pass() {
  attempt(readClassic);
  if (looks-- > 0) {
    again();
  }
  deliver();
}
