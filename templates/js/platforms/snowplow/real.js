/** Snowplow's tag: a function that queues, noted for the SDK. It does nothing when there is a function of that name. */
function base() {
  if (!window.snowplow) {
    (window.GlobalSnowplowNamespace = window.GlobalSnowplowNamespace || []).push("snowplow");
    window.snowplow = function () {
      window.snowplow.q.push(arguments);
    };
    window.snowplow.q = [];
  }
}

/** The page makes its tracker late, as after a consent: what is called before it reaches none. */
function start() {
  setTimeout(function () {
    window.snowplow("newTracker", "sp", "https://collector.shop.example", { appId: "shop" });
    window.snowplow("trackPageView");
  }, 300);
}
