/**
 * Customer.io's inline code, as far as it matters here: an array, which may be there already, with methods that
 * queue; the key for the SDK; and the mark on the SDK's script element that tells it the global's name.
 */
function base() {
  var analytics = (window.cioanalytics = window.cioanalytics || []);
  var script = document.createElement("script");

  function queues(method) {
    analytics[method] = function () {
      analytics.push([method].concat(Array.prototype.slice.call(arguments)));
      return analytics;
    };
  }

  analytics.invoked = true;
  ["track", "page", "identify", "ready", "on"].forEach(queues);
  analytics._writeKey = "key";
  script.setAttribute("data-global-customerio-analytics-key", "cioanalytics");
  document.head.appendChild(script);
  analytics.page();
}
