/** Calls the body's functions for what is queued; what a call brings about may queue more. */
function report() {
  begin();
  while (pending[0]) {
    attempt(makeRequest, pending.shift(), settings);
  }
  end();
}
