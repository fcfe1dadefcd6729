/**
 * Freezes the language's own objects, as hardened pages do. A property that is inherited from a frozen object cannot be
 * assigned to either: `list.push = f` throws in strict code, and does nothing elsewhere.
 */
function fault() {
  var names = [
    "Array", "Boolean", "Date", "Error", "Function", "JSON", "Map", "Math", "Number", "Object", "Promise", "Reflect",
    "RegExp", "Set", "String", "Symbol", "TypeError", "WeakMap"
  ];

  for (var i = 0; i < names.length; i++) {
    Object.freeze(window[names[i]].prototype || {});
    Object.freeze(window[names[i]]);
  }
}
