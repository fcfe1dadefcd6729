/**
 * The inline code of Segment, as far as it matters here: an array whose methods push, with the page's own context behind.
 * Where traits are to be read, the page says who the visitor is.
 */
function base(name, role) {
  var analytics = (window.analytics = window.analytics || []);

  analytics.invoked = true;
  ["track", "page", "identify", "group"].forEach(function (method) {
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
  if (role === "audience") {
    analytics.identify("u-1", { plan: "enterprise", lifetime_value: 1250, company: { industry: "Retail" }, interests: ["shoes", "hats"] });
    analytics.group("g-1", { employees: 420 });
  }
}
