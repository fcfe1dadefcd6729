/**
 * A function that gives the JSON text of any value. It is made from functions saved before the page ran,
 * because pages replace `JSON.stringify` and give arrays a `toJSON`. What JSON cannot say becomes an
 * object with one key that starts with "$": {"$undefined": true}, {"$function": true}, {"$node": "div"} …
 */
function createWriter() {
  var quote = JSON.stringify;
  var keysOf = Object.keys;
  var isArray = Array.isArray;
  var tagOf = Object.prototype.toString;
  var isoOf = Date.prototype.toISOString;
  var isMarker = /^\$(arguments|bigint|cycle|date|error|function|node|null|number|object|symbol|undefined|window)$/;
  var test = RegExp.prototype.test;
  var DEEPEST = 40;

  function marker(name, value) {
    return '{"$' + name + '":' + quote(value) + "}";
  }

  function list(values, above) {
    var text = "";

    for (var i = 0; i < values.length; i++) {
      text += (i ? "," : "") + write(values[i], above);
    }
    return "[" + text + "]";
  }

  function members(value, above) {
    var keys = keysOf(value);
    var text = "";

    for (var i = 0; i < keys.length; i++) {
      text += (i ? "," : "") + quote(keys[i]) + ":" + write(value[keys[i]], above);
    }
    text = "{" + text + "}";
    return keys.length === 1 && test.call(isMarker, keys[0]) ? '{"$object":' + text + "}" : text;
  }

  function object(value, above) {
    var tag = tagOf.call(value);

    if (value === window) {
      return marker("window", true);
    }
    if (value instanceof Node) {
      return marker("node", value.nodeName);
    }
    if (isArray(value)) {
      return list(value, above);
    }
    if (tag === "[object Arguments]") {
      return '{"$arguments":' + list(value, above) + "}";
    }
    if (tag === "[object Date]") {
      return marker("date", isFinite(+value) ? isoOf.call(value) : "");
    }
    if (tag === "[object Error]") {
      return marker("error", value.message + "");
    }
    return members(value, above);
  }

  function inside(value, above) {
    var below = [value];

    for (var i = 0; i < above.length; i++) {
      if (above[i] === value) {
        return marker("cycle", true);
      }
      below[i + 1] = above[i];
    }
    return above.length > DEEPEST ? marker("object", "too deep") : object(value, below);
  }

  function write(value, above) {
    switch (typeof value) {
      case "string":
      case "boolean":
        return quote(value);
      case "number":
        return isFinite(value) ? quote(value) : marker("number", value + "");
      case "undefined":
        return marker("undefined", true);
      case "function":
        return marker("function", true);
      case "symbol":
        return marker("symbol", true);
      case "bigint":
        return marker("bigint", value + "");
      default:
        return value === null ? "null" : inside(value, above);
    }
  }

  return function (value) {
    return write(value, []);
  };
}
