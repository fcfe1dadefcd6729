/** What prototype.js 1.6 and its kind do to the prototypes of a page, and what careless pages do besides. */
function fault() {
  "use strict";
  var wrong = function () {
    return ["wrong"];
  };
  var names = ["map", "filter", "reduce", "reduceRight", "each", "collect", "detect", "include", "toJSON"];

  for (var i = 0; i < names.length; i++) {
    Array.prototype[names[i]] = wrong;
  }
  Object.keys = wrong;
  Object.values = wrong;
  Object.toJSON = wrong;
  String.prototype.toJSON = function () {
    return '"wrong"';
  };
  Number.prototype.toJSON = wrong;
  Date.prototype.toJSON = wrong;
  Function.prototype.bind = wrong;
  Object.prototype.extend = wrong;
  Object.prototype.toJSON = wrong;
  Object.prototype.value = "wrong";
  Object.prototype.writable = false;
}
