/** The pairs of one of Classic's cookies, JSON of `{id: value}`, as `[id, value]`; without what is no id or no plain value. */
function stored(name) {
  var text = isClassic() && !isOptedOut() && cookie(name);
  var values = /^\{/.test(text) && attempt(JSON.parse, text);
  var pairs = [];

  for (var id in values) {
    if ({}.hasOwnProperty.call(values, id) && /^\d+$/.test(id) && typeof values[id] !== "object") {
      pairs.push([id, values[id] + ""]);
    }
  }
  return pairs;
}
