/** Tells the integrations what is new, once a client is there. What they do meanwhile waits for its turn. */
function deliver() {
  if (!isBusy && isThere()) {
    isBusy = 1;
    for (var i = 0; i < integrations.length; i++) {
      inform(integrations[i]);
    }
    isBusy = 0;
  }
}
