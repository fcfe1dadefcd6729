/** A goal's value as Optimizely takes it, integer cents; undefined when there is none. */
function centsOf(value) {
  var cents = Math.round(parseFloat(value));

  return Math.abs(cents) < 9e15 ? cents : undefined;
}
