/**
 * What snippets of this platform and these settings have reported in this document, shared by all of
 * them: `window.__tagwright[key]`, not enumerable. A null prototype keeps what a page adds to
 * Object.prototype (`get`, `writable`) out of the descriptor.
 */
function reportedBy(key, version) {
  var descriptor = { __proto__: null, value: {} };
  var all = (
    window.__tagwright ? window : Object.defineProperty(window, "__tagwright", descriptor)
  ).__tagwright;

  return (all[key] = all[key] || { version: version });
}
