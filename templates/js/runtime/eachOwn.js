/** Calls back with each value an object owns, and its key: pages do extend Object.prototype. */
function eachOwn(object, callback) {
  for (var key in object) {
    if ({}.hasOwnProperty.call(object, key)) {
      attempt(callback, object[key], key);
    }
  }
}
