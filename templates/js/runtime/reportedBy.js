/**
 * What snippets of this platform and these settings have reported in this document, shared by all of
 * them: `window.__tagwright[key]`, not enumerable. A null prototype keeps what a page adds to
 * Object.prototype (`get`, `writable`) out of the descriptor.
 */
function reportedBy(key, version) {
  var all = window.__tagwright || {};

  // A copy of the snippet defines it again, as it is: that changes nothing.
  Object.defineProperty(window, "__tagwright", { __proto__: null, value: all });
  return (all[key] = all[key] || { version: version });
}
