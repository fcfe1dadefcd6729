/** Reports what is queued once the SDK can take it; gives up in silence after `settings.timeout` seconds. */
function deliver() {
  if (pending[0]) {
    if (attempt(isReady)) {
      begin();
      while (pending[0]) {
        attempt(makeRequest, pending.shift(), settings);
      }
      end();
      waits = 0;
    } else if (waits++ < settings.timeout * 10) {
      again();
    } else {
      pending = [];
      waits = 0;
    }
  }
}
