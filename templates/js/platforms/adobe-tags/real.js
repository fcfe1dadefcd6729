/** A page's own guard against a library that is blocked: an object whose method does nothing, which the library keeps. */
function base() {
  window._satellite = window._satellite || { track: function () {} };
}
