/** Reports what is queued, with the body's functions around it. */
function deliver() {
  if (pending[0]) {
    begin();
    while (pending[0]) {
      attempt(makeRequest, pending.shift(), settings);
    }
    end();
  }
}
