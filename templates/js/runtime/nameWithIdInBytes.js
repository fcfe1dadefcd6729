/** `name (id)` in at most `max` bytes of UTF-8, cut in the name alone. */
function nameWithIdInBytes(name, id, max) {
  var tail = " (" + id + ")";

  return cutBytes(name, max - tail.length) + tail;
}
