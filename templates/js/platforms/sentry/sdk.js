/**
 * Sentry's loader and SDK, as far as a page can tell: the loader has `onLoad` and a few methods that
 * queue, none of them `setTag`; the SDK's bundle puts another object in its place.
 */
function base() {
  var sentry = (window.Sentry = window.Sentry || {});

  sentry.callbacks = [];
  sentry.onLoad = function (callback) {
    sentry.callbacks.push(callback);
  };
  sentry.forceLoad = function () {};
  sentry.captureException = function () {};
}

/** The SDK arrives; a tag whose key or value Sentry's server would drop is dropped. */
function load(record) {
  var callbacks = (window.Sentry && window.Sentry.callbacks) || [];

  window.Sentry = {
    SDK_VERSION: "11.12.0",
    init: function () {},
    onLoad: function (callback) {
      callback();
    },
    setTag: function (key, value) {
      if (/^[\w.:-]{1,200}$/.test(key) && /^.{1,200}$/.test(value)) {
        record("Sentry.setTag", [key, value]);
      }
    }
  };
  callbacks.forEach(function (callback) {
    callback();
  });
}
