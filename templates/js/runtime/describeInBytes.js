/**
 * `experiment (id):variation (id)`, and `:holdback` where it belongs: at most `half` bytes for each of the two, and
 * ten more in all.
 */
function describeInBytes(one, half) {
  return (
    nameWithIdInBytes(one.experimentName, one.experimentId, half) +
    ":" +
    nameWithIdInBytes(one.variationName, one.variationIds.join("_"), half) +
    (one.isHoldback ? ":holdback" : "")
  );
}
