/** Logs one event, or keeps the variation in an attribute of the user. */
function makeRequest(decision, settings) {
  var id = decision.experimentId;
  var variation = decision.isHoldback ? "holdback" : decision.variationName;

  if (settings.send === "event") {
    window.braze.logCustomEvent(settings.event, {
      experiment_id: id,
      experiment_name: cut(decision.experimentName, 255),
      variation_id: decision.isHoldback ? variation : decision.variationIds.join(),
      variation_name: cut(variation, 255)
    });
  } else {
    window.braze.getUser().setCustomUserAttribute(
      // In a key, a dot leads into an object. The id stands in front, where nothing is cut.
      plain("Optimizely " + id + " " + decision.experimentName).replace(/\./g, "_"),
      plain(variation)
    );
  }
}

/** Keys and values of attributes hold no double quotes and no control characters, and do not begin with a dollar sign. */
function plain(text) {
  return cut(text.replace(/[\x00-\x1F"$]/g, "_"), 255);
}
