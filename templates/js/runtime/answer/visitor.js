/**
 * Takes the visitor's answer, true or false, as often as it changes; anything else is none. Allowed: what is known is
 * told. Refused: what was told is taken back and what is kept is forgotten; without lines nothing more is found.
 */
function answer(isAllowed) {
  if ((isAllowed === true || isAllowed === false) && isAllowed !== allowed) {
    allowed = isAllowed;
    if (allowed) {
      lines = settings.mapping.match(/.+->.+/g);
      waited = 0;
      recall();
      look();
    } else {
      attempt(function () {
        tell({});
      });
      lines = [];
      attempt(function () {
        localStorage.removeItem(storage);
      });
    }
  }
}
