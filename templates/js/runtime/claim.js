/**
 * Makes the entry of this platform and these settings in `window.__tagwright`, not enumerable; false when another copy
 * of the snippet has made it. A null prototype keeps what a page adds to Object.prototype (`get`, `writable`) out of
 * the descriptor.
 */
function claim(key, version) {
  var all = window.__tagwright || {};

  // A second snippet defines it again, as it is: that changes nothing.
  Object.defineProperty(window, "__tagwright", { __proto__: null, value: all });
  return !all[key] && (all[key] = { version: version });
}
