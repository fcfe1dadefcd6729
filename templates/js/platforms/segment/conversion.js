// Segment's global emits each track call; its snippet queues `on` as it does other calls:
// https://segment.com/docs/connections/sources/catalog/libraries/website/javascript/#emitter

function forward(count, settings) {
  var names = settings.tags.match(/[^\s,]+/g) || [];
  var analytics = (window[settings.global] = window[settings.global] || []);

  function hear(event, properties) {
    attempt(tell, event, properties || {});
  }

  function tell(event, properties) {
    var tags = {};

    // What the analytics snippet of this platform tracks is Optimizely's own.
    if (event !== "Experiment Viewed" && isListed(event, settings.events)) {
      for (var i = 0; i < names.length; i++) {
        tags[names[i]] = properties[names[i]];
      }
      count(event, isListed(event, settings.revenue_events) ? properties.revenue : 0, tags);
    }
  }

  if (analytics.on) {
    analytics.on("track", hear);
  } else {
    analytics.push(["on", "track", hear]);
  }
}
