/** What a path leads to in any data, or nothing: `a.b[0].c`; a key that has dots itself is found at the top. */
function valueAt(data, path) {
  var keys = {}.hasOwnProperty.call(Object(data), path) ? [path] : path.match(/[^.[\]]+/g);

  for (var i = 0; i < keys.length; i++) {
    data = {}.hasOwnProperty.call(Object(data), keys[i]) ? data[keys[i]] : null;
  }
  return data;
}
