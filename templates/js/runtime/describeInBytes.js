/** `experiment (id):variation (id)`, with `:holdback` where it belongs, in at most `max` bytes; ids stay whole. */
function describeInBytes(decision, max) {
  // Each half leaves room for ":holdback" and the colon between them.
  var half = (max - 10) / 2;

  return (
    nameWithIdInBytes(decision.experimentName, decision.experimentId, half) +
    ":" +
    nameWithIdInBytes(decision.variationName, decision.variationIds.join("_"), half) +
    (decision.isHoldback ? ":holdback" : "")
  );
}
