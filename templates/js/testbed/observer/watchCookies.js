/** Counts how often each script reads `document.cookie`; the read itself is left as it was. */
function watchCookies(whoAsks) {
  var real = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
  var reads = Object.create(null);

  Object.defineProperty(Document.prototype, "cookie", {
    configurable: true,
    enumerable: true,
    get: function () {
      var by = whoAsks();

      reads[by] = (reads[by] || 0) + 1;
      return real.get.call(this);
    },
    set: function (value) {
      real.set.call(this, value);
    }
  });
  return reads;
}
