/** `experiment (id):variation (id)`, and `:holdback` where it belongs, in at most `max` bytes; ids stay whole. */
function describeInBytes(one, max) {
  // Half of what the colon and ":holdback" leave.
  var half = (max - 10) / 2;

  return (
    nameWithIdInBytes(one.experimentName, one.experimentId, half) +
    ":" +
    nameWithIdInBytes(one.variationName, one.variationIds.join("_"), half) +
    (one.isHoldback ? ":holdback" : "")
  );
}
