/**
 * Names as Analytics-JS made them: the prefix first, the names of a multivariate cut one by one and joined, then
 * cleaned, then cut. A length that is absent or not positive is no limit. `key` and `value` are the older words.
 */
function sendableNames(experimentId, variationIds, expLength, varLength, mvtVarLength, makeClean, prefix) {
  var ids = [].concat(variationIds || []);
  var known = {}.hasOwnProperty.call(experiments, experimentId) && experiments[experimentId];
  var names = [];
  var experimentName;
  var variationName;

  function limited(text, max) {
    return max > 0 ? cut(text, max) : text;
  }

  for (var i = 0; i < ids.length; i++) {
    names[i] = (known && known.names[known.ids.indexOf(ids[i] + "")]) || nameOf("variations", ids[i]);
    if (ids.length > 1 && mvtVarLength > 0) {
      names[i] = cut(names[i], mvtVarLength - 1);
    }
  }
  experimentName = (prefix || "") + (known ? known.name : nameOf("experiments", experimentId));
  variationName = names.join("~");
  if (makeClean) {
    experimentName = clean(experimentName);
    variationName = clean(variationName.replace("#", ""));
  }
  experimentName = limited(experimentName, expLength);
  variationName = limited(variationName, varLength);
  return {
    experimentName: experimentName,
    variationName: variationName,
    key: experimentName,
    value: variationName
  };
}
