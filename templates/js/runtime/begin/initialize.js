/**
 * Calls the body's `initialize`, once in a document. A referrer that the client does not know is no
 * redirect to the body: an empty one would be reported as a direct visit.
 */
function begin() {
  if (!reported.begun) {
    reported.begun = 1;
    attempt(
      initialize,
      settings,
      redirect.referrer + "" === redirect.referrer ? { referrer: redirect.referrer } : null
    );
  }
}
