/** A campaign was decided. */
function hear() {
  again();
}
