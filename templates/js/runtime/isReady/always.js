/** The platform takes calls at any time. */
function isReady() {
  return true;
}
