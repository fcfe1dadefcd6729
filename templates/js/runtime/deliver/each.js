/** Reports what is queued. */
function deliver() {
  while (pending[0]) {
    attempt(makeRequest, pending.shift(), settings);
  }
}
