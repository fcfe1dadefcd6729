/** Klaviyo's inline code, as far as a page can tell: calls wait in `_klOnsite`, unless there is a `klaviyo` already. */
function base() {
  function push() {
    window._klOnsite.push.apply(window._klOnsite, arguments);
  }
  if (!window.klaviyo) {
    window._klOnsite = window._klOnsite || [];
    window.klaviyo = { push: push };
  }
}

/** klaviyo.js: drains `_klOnsite` and keeps one event of a name and an id, or of a name and a second. */
function load(record) {
  var waiting = window._klOnsite || [];
  var kept = {};

  function track(name, properties) {
    var key = name + "\n" + ((properties && properties.$event_id) || Math.floor(Date.now() / 1000));

    if (!kept[key] && name.length < 128) {
      kept[key] = true;
      record("klaviyo.track", [name, properties]);
    }
  }
  function push(call) {
    if (call && call[0] === "track") {
      track(call[1], call[2]);
    }
  }
  window.klaviyo = { push: push, track: track };
  for (var i = 0; i < waiting.length; i++) {
    push(waiting[i]);
  }
}
