/**
 * Queues a decision for `deliver` once the visitor allows it; it is kept while there is no answer. What is not yet
 * allowed does not count as reported: another copy of the snippet keeps it too, and the first to hear reports it.
 */
function take(decision, key) {
  if (allowed) {
    pending.push(decision);
  } else {
    reported[key] = 0;
  }
  if (allowed !== false) {
    kept[key] = decision;
  }
}
