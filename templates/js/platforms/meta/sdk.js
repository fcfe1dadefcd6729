/** Meta's own base code: a function that queues until `callMethod` is there; the page starts two pixels. */
function base() {
  var fbq;

  // A function that is there already is taken for the pixel's own: the SDK is then not loaded at all.
  if (!window.fbq) {
    fbq = window.fbq = function () {
      if (fbq.callMethod) {
        fbq.callMethod.apply(fbq, arguments);
      } else {
        fbq.queue.push(arguments);
      }
    };
    window._fbq = fbq;
    fbq.push = fbq;
    fbq.loaded = true;
    fbq.version = "2.0";
    fbq.queue = [];
  }
  window.fbq("init", "100000000000001");
  window.fbq("init", "200000000000002");
  window.fbq("track", "PageView");
}

/** fbevents.js: an event goes to the pixels that were started before it; for no other is it kept. */
function load(record) {
  var fbq = window.fbq;
  var started = [];

  if (!fbq || !fbq.queue) {
    return;
  }
  fbq.callMethod = function (method, first) {
    if (method === "init") {
      started.push(first);
    } else if (method === "trackSingleCustom" ? started.indexOf(first) >= 0 : method === "trackCustom" && started[0]) {
      record("fbq", Array.prototype.slice.call(arguments));
    }
  };
  while (fbq.queue.length) {
    fbq.callMethod.apply(fbq, fbq.queue.shift());
  }
}
