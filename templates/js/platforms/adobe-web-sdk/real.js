/** Adobe's base code: a function of this name that queues; one that is there already is left alone. */
function base() {
  if (!window.alloy) {
    (window.__alloyNS = window.__alloyNS || []).push("alloy");
    window.alloy = function () {
      var command = arguments;

      return new Promise(function (resolve, reject) {
        window.alloy.q.push([resolve, reject, command]);
      });
    };
    window.alloy.q = [];
  }
}

/**
 * The page configures the SDK late, as one with a consent banner does: events before it are refused. Its own first event,
 * which shows what Target has for the page, comes later still.
 */
function start() {
  setTimeout(function () {
    window.alloy("configure", { datastreamId: "00000000-0000-0000-0000-000000000000", orgId: "ABC@AdobeOrg" });
  }, 300);
  setTimeout(function () {
    window.alloy("sendEvent", { renderDecisions: true, xdm: { eventType: "web.webpagedetails.pageViews" } });
  }, 1000);
}
