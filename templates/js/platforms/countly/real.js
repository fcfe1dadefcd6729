/** Countly's code: it keeps the queue that it finds. */
function base() {
  var countly = (window.Countly = window.Countly || {});

  countly.q = countly.q || [];
  countly.app_key = "app_key";
  countly.url = "https://own.count.ly";
  // A headless browser says what it is in navigator.userAgentData: the SDK would send nothing.
  countly.q.push(["track_sessions"]);
}

/** What the code does when the script has loaded. */
function start() {
  window.Countly.init();
}
