/** The platform's script reads cookies; what is written into the snippet's own is written down here. */
function base() {}

function load(record, sdk) {
  var real = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");

  Object.defineProperty(document, "cookie", {
    configurable: true,
    get: function () {
      return real.get.call(document);
    },
    set: function (text) {
      var name = text.split("=")[0];

      if (name === sdk.settings.user_cookie || name === sdk.settings.variations_cookie) {
        record("document.cookie", [text]);
      }
      real.set.call(document, text);
    }
  });
}
