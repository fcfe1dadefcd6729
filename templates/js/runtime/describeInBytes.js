/** `experiment (id):variation (id)`, and `:holdback` where it belongs, in at most `max` bytes; ids stay whole. */
function describeInBytes(one, max) {
  // Half of what the colon and ":holdback" leave, for each.
  return (
    nameWithIdInBytes(one.experimentName, one.experimentId, max / 2 - 5) +
    ":" +
    nameWithIdInBytes(one.variationName, one.variationIds.join("_"), max / 2 - 5) +
    (one.isHoldback ? ":holdback" : "")
  );
}
