/** Queues a decision for `deliver`. */
function take(decision) {
  pending.push(decision);
}
