/** The inline code of RudderStack, as far as it matters here: an array whose methods push. */
function base() {
  var rudder = (window.rudderanalytics = window.rudderanalytics || []);

  rudder.snippetExecuted = true;
  ["load", "track", "page"].forEach(function (method) {
    rudder[method] = function () {
      rudder.push([method].concat(Array.prototype.slice.call(arguments)));
    };
  });
  rudder.load("key", "https://data.plane.example", {
    configUrl: "https://api.rudderstack.com",
    useBeacon: false,
    sessions: { autoTrack: false }
  });
  rudder.page();
}
