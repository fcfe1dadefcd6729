/** Reads now; the passes go on by themselves. */
function watch() {
  pass();
}
