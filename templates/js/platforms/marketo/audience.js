var data;

/**
 * What Marketo has answered, and of each list of objects the lists of what they have: of `abm`, `abm.name` and
 * `abm.code`. An error is an answer without results. What a page adds to prototypes makes paths that no mapping names.
 */
function readVisitor() {
  var results = (data || {}).results;
  var found = {};
  var path;

  for (var key in results) {
    found[key] = results[key];
    for (var i in results[key]) {
      for (var name in results[key][i]) {
        path = key + "." + name;
        found[path] = [].concat(found[path] || [], results[key][i][name]);
      }
    }
  }
  return results && found;
}

/** Asks Marketo, once. Its tag keeps the question until its script is there. */
function onChange(callback) {
  window.rtp("get", "visitor", function (answer) {
    data = answer;
    callback();
  });
}
