/** Reports a decision at once: the platform takes calls at any time. */
function take(decision) {
  attempt(makeRequest, decision, settings);
}
