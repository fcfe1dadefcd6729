/** The inline code of plausible.io's script: a function that queues, and `init`, which keeps the options. npm has none. */
function base(name) {
  var placeholder;

  if (name === "plausible-script") {
    placeholder = window.plausible =
      window.plausible ||
      function () {
        (placeholder.q = placeholder.q || []).push(arguments);
      };
    placeholder.init = function (options) {
      placeholder.o = options || {};
    };
    placeholder.init({});
  }
}
