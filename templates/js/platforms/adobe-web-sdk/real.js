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

/** The page configures the SDK half a second late, as one with a consent banner does: events before it are refused. */
function start() {
  setTimeout(function () {
    window.alloy("configure", {
      datastreamId: "00000000-0000-0000-0000-000000000000",
      orgId: "ABC@AdobeOrg",
      edgeDomain: "edge.adobedc.net",
      clickCollectionEnabled: false
    });
  }, 500);
}
