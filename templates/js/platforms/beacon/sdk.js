/**
 * There is no SDK: what the page asks the browser to send is written down, with its text read as JSON, and then
 * sent. Optimizely's own beacons are none of ours. Beacons to an address that ends with "/full" are refused, as
 * a browser does when too much is under way.
 */
function load(record) {
  var send = navigator.sendBeacon.bind(navigator);
  var get = window.fetch.bind(window);

  navigator.sendBeacon = function (url, body) {
    if (/\/full$/.test(url)) {
      return false;
    }
    if (!/^https:\/\/[^/]+\.optimizely\.com\//.test(url)) {
      record("navigator.sendBeacon", [url, read(body)]);
    }
    return send(url, body);
  };
  window.fetch = function (url, options) {
    record("fetch", [url, options.method, read(options.body), options.mode, options.keepalive]);
    return get(url, options);
  };
}

/** What a text says; a Blob or a form would not be plain text. */
function read(body) {
  return typeof body === "string" ? JSON.parse(body) : "not a text";
}
