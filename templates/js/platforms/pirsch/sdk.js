/**
 * Pirsch's script: a function, no inline code and no queue. It answers with a promise, which is rejected when the
 * request fails: here it always does, after the event was seen.
 */
function load(record) {
  window.pirsch = function (name, options) {
    if (typeof name === "string" && name && isScalar((options && options.meta) || {})) {
      record("pirsch", Array.prototype.slice.call(arguments));
    }
    return Promise.reject(new Error("the request failed"));
  };
}

/** Whether all metadata is what Pirsch takes: 20 scalars of at most 2000 characters. */
function isScalar(meta) {
  var names = Object.keys(meta);

  for (var i = 0; i < names.length; i++) {
    if (typeof meta[names[i]] === "object" || (meta[names[i]] + "").length > 2000) {
      return false;
    }
  }
  return names.length <= 20;
}
