/** Storage as a browser denies it: with an error. */
function fault() {
  function deny() {
    var error = new DOMException("storage is denied", "SecurityError");

    // One that a script makes has no stack; the browser's own begins where it was asked.
    Object.defineProperty(error, "stack", {
      __proto__: null,
      value: new Error(error.message).stack.replace(/^.*\bpage\.js:.*\n?/gm, "")
    });
    throw error;
  }

  Object.defineProperty(window, "localStorage", { __proto__: null, get: deny });
  Object.defineProperty(window, "sessionStorage", { __proto__: null, get: deny });
}
