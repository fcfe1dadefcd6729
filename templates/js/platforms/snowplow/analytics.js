/**
 * Whether the SDK and a tracker are there. Snowplow's tag queues in an array until its SDK is there, and
 * what was called before `newTracker` is lost. A function that is called has the trackers as `this`.
 */
function hasTracker(call) {
  var found;

  if (!call.q.slice) {
    call(function () {
      found = Object.keys(this)[0];
    });
  }
  return found;
}

/** Tracks one structured event, which needs no schema of the customer's. Longer texts make Snowplow drop it. */
function makeRequest(decision, settings) {
  var holdback = decision.isHoldback && "holdback";

  window[settings.global]("trackStructEvent", {
    category: settings.category,
    action: cut(decision.experimentName, 1000),
    label: holdback || cut(decision.variationName, 1000),
    property: decision.experimentId + ":" + (holdback || decision.variationIds)
  });
}
