/**
 * Takes the visitor's answer, true or false, as often as it changes; anything else is none. Allowed: the visitor is read.
 * Refused: the platform is given a visitor without anything, in the place of who it was given.
 */
function answer(isYes) {
  if ((isYes === true || isYes === false) && isYes !== allowed) {
    allowed = isYes;
    if (allowed) {
      delay = 100;
      watch();
    } else if (known.told) {
      known.told = "";
      attempt(collect, { userId: "", accountId: "", projectId: "", decisions: [], variations: "" }, settings);
    }
  }
}
