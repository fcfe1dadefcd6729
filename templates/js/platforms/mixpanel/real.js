/** The inline code of Mixpanel, as far as it matters here: an array whose `init` is kept for the SDK. */
function base() {
  var mixpanel = (window.mixpanel = window.mixpanel || []);

  mixpanel._i = [];
  mixpanel.__SV = 1.2;
  mixpanel.people = [];
  mixpanel.init = function (token, config, name) {
    mixpanel._i.push([token, config, name || "mixpanel"]);
  };
  mixpanel.init("token", { api_host: "https://api-js.mixpanel.com", batch_flush_interval_ms: 200 });
}
