/**
 * Counts a goal: in Classic by its address, in Web by the Event API. A goal that Web does not know, and one that comes
 * before Optimizely or on Edge, is handed to the client.
 */
function sendConversion(goal, value) {
  var url = generateConversionUrl(goal, value);
  var eventId = eventOf(goal);
  var cents = centsOf(value);

  if (url) {
    new Image().src = url;
  }
  if (eventId) {
    post(
      settings.region === "eu"
        ? "https://eu.logx.optimizely.com/v1/events"
        : "https://logx.optimizely.com/v1/events",
      JSON.stringify(eventDocument(goal, eventId, cents))
    );
  } else if (!url && goal && !isOptedOut()) {
    queue().push({ type: "event", eventName: goal + "", tags: cents === undefined ? {} : { revenue: cents } });
  }
}
