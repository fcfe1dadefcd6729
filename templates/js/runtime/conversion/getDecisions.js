/**
 * Every decision that a conversion of this visitor counts for: what Classic keeps in its cookie, what Web or Edge has
 * decided on this page and before it. Ids only; a held-back visitor's decision says so, on Edge as little as its getters do.
 */
function getDecisions() {
  var pairs = buckets();

  decisions = [];
  for (var i = 0; i < pairs.length; i++) {
    consider({ id: pairs[i][0] }, { id: pairs[i][0] }, pairs[i][1].split("_"), 0, 0, 0, "classic");
  }
  attempt(readStates, { get: told });
  return decisions;
}
