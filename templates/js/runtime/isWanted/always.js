/** Whether a decision is reported: all are, held-back visitors too. */
function isWanted() {
  return true;
}
