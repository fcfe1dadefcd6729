/** Countly's own inline code: it keeps the queue that it finds. */
function base() {
  window.Countly = window.Countly || {};
  window.Countly.q = window.Countly.q || [];
  window.Countly.isStarted = true;
}

/**
 * The SDK arrives, and is started when the page's own code asked for it. It runs the queue now, and what was
 * pushed later half a second after. It cuts keys and values.
 */
function load(record) {
  var countly = (window.Countly = window.Countly || {});

  countly.q = countly.q || [];
  if (countly.isStarted) {
    run();
    setTimeout(run, 500);
    setTimeout(run, 5000);
  }

  function run() {
    var call;

    while (countly.q.length) {
      call = countly.q.shift();
      if (call[0] === "add_event" && call[1].key) {
        call[1].key = call[1].key.substring(0, 128);
        for (var name in call[1].segmentation) {
          if ({}.hasOwnProperty.call(call[1].segmentation, name)) {
            call[1].segmentation[name] = call[1].segmentation[name].substring(0, 256);
          }
        }
        record("Countly.q.push", [call]);
      }
    }
  }
}
