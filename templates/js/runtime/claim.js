/**
 * Makes the entry of this platform and these settings in `window.__tagwright`, not enumerable; false when another copy
 * of the snippet has made it. A null prototype keeps what a page adds to Object.prototype (`get`, `writable`) out of
 * the descriptor.
 */
function claim(key, version) {
  var descriptor = { __proto__: null, value: {} };
  var all = (
    window.__tagwright ? window : Object.defineProperty(window, "__tagwright", descriptor)
  ).__tagwright;

  return !all[key] && (all[key] = { version: version });
}
