/** The experiments that Classic has put the visitor in, as `[id, variation]`; "0" says that the visitor is excluded. */
function buckets() {
  var pairs = stored("optimizelyBuckets");
  var found = [];

  for (var i = 0; i < pairs.length; i++) {
    if (/^[1-9]\d*(_\d+)*$/.test(pairs[i][1])) {
      found.push(pairs[i]);
    }
  }
  return found;
}
