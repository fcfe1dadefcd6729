/** Calls a function every 100 ms, for a minute, until it answers yes. */
function until(isDone) {
  var left = 600;

  function look() {
    if (!attempt(isDone) && left-- > 0) {
      setTimeout(look, 100);
    }
  }

  look();
}
