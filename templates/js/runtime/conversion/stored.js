/**
 * What one of Classic's cookies holds, JSON of `{"id": "value"}`, as parameters. `pattern` finds the pairs: nothing else
 * that may be in the cookie is taken, and nothing of it can throw.
 */
function stored(name, letter, pattern) {
  var text = "";

  if (isClassic()) {
    cookie(name).replace(pattern, function (pair, id, value) {
      text += letter + id + "=" + value;
    });
  }
  return text;
}
