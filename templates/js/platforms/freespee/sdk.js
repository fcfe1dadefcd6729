/** The platform's script reads cookies; what is written into the snippet's own is written down here. */
function base() {}

function load(record, sdk) {
  var real = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");

  Object.defineProperty(document, "cookie", {
    __proto__: null,
    configurable: true,
    get: function () {
      return real.get.call(document);
    },
    set: function (text) {
      var name = text.split("=")[0];

      real.set.call(document, text);
      // A browser drops a cookie that is longer than 4,096 bytes, and says nothing.
      if ((name === sdk.settings.user_cookie || name === sdk.settings.variations_cookie) && text.length <= 4096) {
        record("document.cookie", [text]);
      }
    }
  });
}
