/** Sends a goal. */
function give(name, tags) {
  send(name, tags);
}
