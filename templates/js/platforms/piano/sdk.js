/** Piano's queue, and what a blocker puts in the SDK's place: an object whose methods do nothing. */
function base() {
  window._paq = window._paq || [];
  window.pa = { sendEvent: function () {} };
}

/** The SDK; the page tells it its site half a second later. Before that it sends to a host that is not there. */
function load(record) {
  var configuration = { site: null };

  window.pa = {
    setConfigurations: function (values) {
      configuration.site = values.site;
    },
    getConfiguration: function (name) {
      return configuration[name];
    },
    setProperty: function (name, value, options) {
      if (configuration.site) {
        record("pa.setProperty", [name, value, options]);
      }
    },
    sendEvent: function (name, data) {
      if (configuration.site && typeof data.mv_wave === "number") {
        record("pa.sendEvent", [name, data]);
      }
    }
  };
  setTimeout(function () {
    window.pa.setConfigurations({ site: 123456789, collectDomain: "https://own.pa-cd.com" });
  }, 500);
}
