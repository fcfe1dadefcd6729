/** Sends a goal once the visitor allows it; it is kept while there is no answer. */
function give(name, tags) {
  if (allowed) {
    send(name, tags);
  } else if (allowed !== false) {
    kept.push([name, tags]);
  }
}
