/** Reports what is queued. */
function deliver() {
  report();
}
