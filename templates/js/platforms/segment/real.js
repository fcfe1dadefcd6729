/** The inline code of Segment, as far as it matters here: an array whose methods push, with the page's own context behind. */
function base() {
  var analytics = (window.analytics = window.analytics || []);

  analytics.invoked = true;
  ["track", "page"].forEach(function (method) {
    analytics[method] = function () {
      var call = [method].concat(Array.prototype.slice.call(arguments));

      call.push({ __t: "bpc", c: location.href, p: location.pathname, u: location.href, s: "", t: document.title, r: document.referrer });
      analytics.push(call);
      return analytics;
    };
  });
  analytics._writeKey = "key";
  analytics._loadOptions = {};
  analytics.page();
}
