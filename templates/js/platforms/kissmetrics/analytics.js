/** Names the variation in a property of the person, alone or with an event: `record` sets what it carries as well. */
function makeRequest(decision, settings) {
  var properties = {};

  // The prefix may take 50 of the 254 characters of a name.
  properties[settings.prefix + label(decision.experimentName, decision.experimentId, settings)] =
    decision.isHoldback
      ? "holdback"
      : label(decision.variationName, decision.variationIds.join("_"), settings);
  (window._kmq = window._kmq || []).push(
    settings.event ? ["record", settings.event, properties] : ["set", properties]
  );
}

function label(name, id, settings) {
  return settings.ids ? nameWithId(name, id, 204) : cut(name, 204);
}
