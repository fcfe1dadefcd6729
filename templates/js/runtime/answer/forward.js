/**
 * Takes the visitor's answer, true or false, as often as it changes; anything else is none. Allowed: goals that wait are
 * sent. Refused: they are forgotten.
 */
function answer(isYes) {
  var waiting = kept;

  if ((isYes === true || isYes === false) && isYes !== allowed) {
    allowed = isYes;
    kept = [];
    for (var i = 0; allowed && i < waiting.length; i++) {
      send(waiting[i][0], waiting[i][1]);
    }
  }
}
