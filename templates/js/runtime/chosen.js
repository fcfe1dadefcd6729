/**
 * The settings as the page gives them, each of the type that its default has; null while a required one is missing, or
 * when they cannot be read. Forms give strings, such as "true" and "7"; one that may not be blank and is has its default.
 */
function chosen(defaults) {
  var all = given();
  var found = {};

  for (var name in defaults) {
    if ({}.hasOwnProperty.call(defaults, name)) {
      var value = {}.hasOwnProperty.call(all, name) ? all[name] : null;
      var type = typeof defaults[name];

      if (type === "string") {
        value = value == null || (value === "" && filled.indexOf(name) >= 0) ? null : "" + value;
      } else if (type === "number") {
        value = /\d/.test(value) && isFinite(value) ? +value : null;
      } else {
        value = value === true || value === "true" ? true : value === false || value === "false" ? false : null;
      }
      if (value === null && required.indexOf(name) >= 0) {
        return null;
      }
      found[name] = value === null ? defaults[name] : value;
    }
  }
  return found;
}
