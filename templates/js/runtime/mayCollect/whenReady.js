/** Whether the platform's own script is there; looks again soon, and gives up in silence after `settings.timeout` seconds. */
function mayCollect() {
  var isThere = waits <= settings.timeout * 10 && attempt(isReady);

  if (!isThere && waits++ < settings.timeout * 10) {
    again();
  }
  return isThere;
}
