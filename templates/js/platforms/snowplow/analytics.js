/**
 * Whether the SDK and a tracker are there. Snowplow's tag queues in an array until its SDK is there, and
 * what was called before `newTracker` is lost. A function that is called has the trackers as `this`.
 */
function hasTracker(call) {
  var found;

  if (!call.q.slice) {
    call(function () {
      // prototype.js replaces `Object.keys`.
      found = Object.getOwnPropertyNames(this)[0];
    });
  }
  return found;
}

/** Tracks one event, self-describing when there is a schema for it. Longer texts would make Snowplow drop it. */
function makeRequest(decision, settings) {
  var holdback = decision.isHoldback && "holdback";
  var data = {
    experimentId: decision.experimentId,
    experimentName: cut(decision.experimentName, 1000),
    variationId: holdback || decision.variationIds.join(),
    variationName: holdback || cut(decision.variationName, 1000)
  };

  if (settings.schema) {
    window[settings.global]("trackSelfDescribingEvent", {
      event: { schema: settings.schema, data: data }
    });
  } else {
    window[settings.global]("trackStructEvent", {
      category: settings.category,
      action: data.experimentName,
      label: data.variationName,
      property: data.experimentId + ":" + data.variationId
    });
  }
}
