/** Piano's queue, and what a blocker puts in the SDK's place: an object whose methods do nothing. */
function base(sdk) {
  window._paq = window._paq || [];
  window[nameIn(sdk)] = { sendEvent: function () {} };
}

/** The SDK; the page tells it its site half a second later. Before that it sends to a host that is not there. */
function load(record, sdk) {
  var configuration = { site: null };
  var name = nameIn(sdk);

  window[name] = {
    setConfigurations: function (values) {
      configuration.site = values.site;
    },
    getConfiguration: function (key) {
      return configuration[key];
    },
    setProperty: function (property, value, options) {
      if (configuration.site) {
        record(name + ".setProperty", [property, value, options]);
      }
    },
    sendEvent: function (event, data) {
      if (configuration.site && typeof data.mv_wave === "number") {
        record(name + ".sendEvent", [event, data]);
      }
    }
  };
  setTimeout(function () {
    window[name].setConfigurations({ site: 123456789, collectDomain: "https://own.pa-cd.com" });
  }, 500);
}

/** What the page calls the SDK's object. */
function nameIn(sdk) {
  return sdk.records[0].split(".")[0];
}
