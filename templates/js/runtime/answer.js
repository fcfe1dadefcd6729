/**
 * Takes the visitor's answer, true or false, as often as it changes; anything else is none. Allowed: what is kept is
 * reported. Refused: it is forgotten, with what still waits for the SDK. Allowed after all: what still runs is read anew.
 */
function answer(isAllowed) {
  var isAnswer = isAllowed === true || isAllowed === false;
  var wasRefused = allowed === false;

  if (isAnswer && isAllowed !== allowed) {
    allowed = isAllowed;
    for (var id in kept) {
      if ({}.hasOwnProperty.call(kept, id)) {
        if (!allowed && pending.indexOf(kept[id]) >= 0) {
          reported[id] = 0;
        } else if (allowed && !reported[id]) {
          reported[id] = 1;
          pending.push(kept[id]);
        }
      }
    }
    if (!allowed) {
      kept = {};
      pending = [];
    } else if (wasRefused) {
      seen = -1;
      pass();
    } else {
      deliver();
    }
  }
}
