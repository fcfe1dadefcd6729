/** Reports what is queued once the SDK can take it; gives up in silence after `settings.timeout` seconds. */
function deliver() {
  attempt(report);
  if (pending[0] && waits++ < settings.timeout * 10) {
    again();
  } else {
    pending = [];
    waits = 0;
  }
}
