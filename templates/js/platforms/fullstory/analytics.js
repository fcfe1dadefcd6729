/** Sends one event. Before version 2 of FullStory's snippet it was a method, and names told the type. */
function makeRequest(decision, settings) {
  var fullStory = window[settings.namespace];
  var suffix = fullStory._v >= "2" ? "" : "_str";
  var properties = {};

  properties["experiment_id" + suffix] = decision.experimentId;
  properties["experiment_name" + suffix] = decision.experimentName;
  properties["variation_id" + suffix] = decision.variationIds.join();
  properties["variation_name" + suffix] = decision.isHoldback ? "holdback" : decision.variationName;
  if (suffix) {
    fullStory.event(settings.event, properties);
  } else {
    fullStory("trackEvent", { name: settings.event, properties: properties });
  }
}
