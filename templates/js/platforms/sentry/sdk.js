/**
 * Sentry's loader and SDK, as far as a page can tell: the loader has `onLoad` and a few methods that
 * queue, none of them `setTag`; the SDK's bundle adds its own to the object it finds, `onLoad` among them.
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
  var sentry = (window.Sentry = window.Sentry || {});
  var callbacks = sentry.callbacks || [];

  sentry.SDK_VERSION = "11.12.0";
  sentry.init = function () {};
  sentry.onLoad = function (callback) {
    callback();
  };
  sentry.setTag = function (key, value) {
    if (/^[\w.:-]{1,200}$/.test(key) && /^.{1,200}$/.test(value)) {
      record("Sentry.setTag", [key, value]);
    }
  };
  callbacks.forEach(function (callback) {
    callback();
  });
}
