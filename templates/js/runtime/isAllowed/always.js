/** Nobody is asked. */
function isAllowed() {
  return true;
}
