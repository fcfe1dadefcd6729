/** Whether a decision is reported: a held-back visitor saw nothing. */
function isWanted(isHeldBack) {
  return !isHeldBack;
}
