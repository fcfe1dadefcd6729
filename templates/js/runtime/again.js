/** Another pass in 100 ms; a burst of events is read once. */
function again() {
  timer =
    timer ||
    setTimeout(function () {
      timer = 0;
      pass();
    }, 100);
}
