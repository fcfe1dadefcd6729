/** `name (id)`, cut in the name alone, so that the whole is at most `max` long as `cutter` counts. */
function nameWithId(name, id, max, cutter) {
  var tail = " (" + id + ")";

  return (max ? (cutter || cut)(name, Math.max(0, max - tail.length)) : name) + tail;
}
