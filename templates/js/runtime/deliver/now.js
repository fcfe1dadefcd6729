/** Reports what is queued. */
function deliver() {
  if (pending[0]) {
    report();
  }
}
