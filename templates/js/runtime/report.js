/** Calls the body's functions for what is queued, once the SDK can take it; what a call brings about may queue more. */
function report() {
  if (pending[0] && isReady()) {
    begin();
    while (pending[0]) {
      attempt(makeRequest, pending.shift(), settings);
    }
    end();
  }
}
