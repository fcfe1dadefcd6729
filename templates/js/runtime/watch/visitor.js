/** Reads now, and for a minute ever more seldom: Classic announces nothing, and each look reads cookies. */
function watch() {
  attempt(pass);
  if (delay < 15000) {
    setTimeout(watch, delay);
    delay *= 1.3;
  }
}
