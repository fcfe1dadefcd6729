/** Names the variation in a property that Heap adds to the visitor's later events, or sends one event. */
function makeRequest(decision, settings) {
  var properties = {};
  var experiment = nameOf(decision.experimentName, decision.experimentId, settings);
  var variation = decision.isHoldback
    ? "holdback"
    : nameOf(decision.variationName, decision.variationIds.join(), settings);

  if (settings.send === "event") {
    window.heap.track(settings.event, {
      experiment_id: decision.experimentId,
      experiment_name: experiment,
      variation_id: decision.variationIds.join(),
      variation_name: variation
    });
  } else {
    properties["Optimizely: " + experiment] = variation;
    window.heap[settings.send === "event_property" ? "addEventProperties" : "addUserProperties"](
      properties
    );
  }
}

/** A name of which the property's name, "Optimizely: " included, and value take 255 characters. */
function nameOf(name, id, settings) {
  return settings.ids ? nameWithId(name, id, 243) : cut(name, 243);
}
