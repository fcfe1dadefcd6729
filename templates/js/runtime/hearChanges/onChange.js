/** Lets the body say, once, when there is something new; it may do so at any time, also after the timeout. */
function hearChanges() {
  if (!isHeard) {
    isHeard = 1;
    attempt(
      onChange,
      function () {
        attempt(visit);
      },
      settings
    );
  }
}
