/** Sends a text so that it arrives although the page is left: as a beacon, or where there are none by fetch. */
function post(url, text) {
  var isTaken = attempt(function () {
    return navigator.sendBeacon(url, text);
  });

  if (!isTaken) {
    attempt(function () {
      fetch(url, { method: "POST", body: text, keepalive: true }).then(null, isOptedOut);
    });
  }
}
