/**
 * Takes the visitor's answer, true or false, as often as it changes; anything else is none. Allowed: what is known is
 * told. Refused: what was told is taken back and what is kept is forgotten; without a mapping nothing more is found.
 */
function answer(isAllowed) {
  if ((isAllowed === true || isAllowed === false) && isAllowed !== allowed) {
    allowed = isAllowed;
    if (allowed) {
      mapping = settings.mapping;
      waited = 0;
      recall();
      look();
    } else {
      attempt(function () {
        tell({});
      });
      mapping = "";
      attempt(function () {
        localStorage.removeItem(storage);
      });
    }
  }
}
