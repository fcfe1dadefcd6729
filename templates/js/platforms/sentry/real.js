var OPTIONS = { dsn: "https://key@o1.ingest.sentry.io/2" };

/** Sentry's loader: it keeps callbacks in the page's `Sentry` and knows no tags. A bundle of the CDN has no base code. */
function base(name) {
  if (name === "sentry-loader") {
    window.Sentry = window.Sentry || {};
    window.Sentry.callbacks = [];
    window.Sentry.onLoad = function (callback) {
      window.Sentry.callbacks.push(callback);
    };
  }
}

/** Sentry sends nothing of its own: after half a second the page has an error. */
function start(name) {
  var error = new Error("The cart is empty");

  if (name === "sentry") {
    window.Sentry.init(OPTIONS);
  }
  setTimeout(function () {
    if (name === "sentry-loader") {
      fetchSdk();
    }
    window.Sentry.captureException(error);
  }, 500);
}

/** What the loader does at the first error: the SDK comes, what waits for it is called, and only then it is initialized. */
function fetchSdk() {
  var callbacks = window.Sentry.callbacks;

  window.runSentryBundle();
  callbacks.forEach(function (callback) {
    callback();
  });
  window.Sentry.init(OPTIONS);
}
