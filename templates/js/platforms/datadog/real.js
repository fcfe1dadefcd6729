/** Datadog's inline code for its CDN: a stub whose `onReady` queues, in which the page starts the SDK. */
function base() {
  window.DD_RUM = window.DD_RUM || {
    q: [],
    onReady: function (callback) {
      window.DD_RUM.q.push(callback);
    }
  };
  window.DD_RUM.onReady(function () {
    window.DD_RUM.init({
      applicationId: "00000000-0000-4000-8000-000000000000",
      clientToken: "pub",
      site: "datadoghq.com",
      telemetrySampleRate: 0,
      trackResources: false,
      trackLongTasks: false,
      allowUntrustedEvents: true
    });
  });
}

/** The SDK sends every 30 seconds, and when the visitor leaves: after a second. */
function start() {
  setTimeout(function () {
    window.dispatchEvent(new Event("beforeunload"));
  }, 1000);
}
