/** A goal's value as Optimizely takes it, integer cents; undefined when there is none. The clients send no zero. */
function centsOf(value) {
  return attempt(Math.round, value) % 1e15 || undefined;
}
