/** `name (id)` in at most `max` characters, cut in the name alone. */
function nameWithId(name, id, max) {
  var tail = " (" + id + ")";

  return cut(name, max - tail.length) + tail;
}
