/** Reports what is queued once the SDK can take it; gives up in silence after `settings.timeout` seconds. */
function deliver() {
  if (pending[0]) {
    if (attempt(isReady)) {
      waits = 0;
      report();
    } else if (waits++ < settings.timeout * 10) {
      again();
    } else {
      pending = [];
      waits = 0;
    }
  }
}
