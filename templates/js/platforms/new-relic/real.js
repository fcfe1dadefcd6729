/** The configuration that stands before New Relic's loader: here it sends each half second instead of each half minute. */
function base() {
  window.NREUM = {
    info: { applicationID: "1", beacon: "bam.nr-data.net", errorBeacon: "bam.nr-data.net", licenseKey: "key", sa: 1 },
    init: { harvest: { interval: 0.5 } },
    loader_config: { accountID: "1", agentID: "1", applicationID: "1", licenseKey: "key", trustKey: "1" }
  };
}

/** The loader has started the agent. Later, the page tells of something itself. */
function start() {
  setTimeout(function () {
    window.newrelic.addPageAction("Purchase");
  }, 300);
}
