/** Tracks the one event of Segment's A/B testing spec. An SDK that a site bundles has no `push`, a bare array no `track`. */
function makeRequest(decision, settings) {
  var analytics = (window[settings.global] = window[settings.global] || []);
  var properties = settings.keys === "camel" ? camelKeys(decision) : snakeKeys(decision);
  var referrer = referrerOf(decision);
  var args = ["Experiment Viewed", properties];

  if (settings.non_interaction) {
    properties.nonInteraction = 1;
  }
  if (referrer !== undefined) {
    properties.referrer = referrer;
    args.push({ context: { page: { referrer: referrer } } });
  }
  if (analytics.track) {
    analytics.track.apply(analytics, args);
  } else {
    analytics.push(["track"].concat(args));
  }
}

/** The properties of the spec, which has no word for a holdback. */
function snakeKeys(decision) {
  var properties = {
    experiment_id: decision.experimentId,
    experiment_name: decision.experimentName,
    variation_id: decision.variationIds.join(),
    variation_name: decision.variationName
  };

  if (decision.isHoldback) {
    properties.is_in_campaign_holdback = true;
  }
  return properties;
}

/** The properties that Segment's own Optimizely Web destination sends; it knows campaigns on Web only. */
function camelKeys(decision) {
  var properties = {
    experimentId: decision.experimentId,
    experimentName: decision.experimentName,
    variationId: decision.variationIds.join(),
    variationName: decision.variationName
  };

  if (decision.client === "web") {
    properties.campaignId = decision.campaignId;
    properties.campaignName = decision.campaignName;
    properties.audienceId = joined(decision.audiences, "id", ",");
    properties.audienceName = joined(decision.audiences, "name", ", ");
  }
  if (decision.client === "web" || decision.isHoldback) {
    properties.isInCampaignHoldback = decision.isHoldback;
  }
  return properties;
}

/** One member of each audience, sorted as that destination sorts them. */
function joined(audiences, member, separator) {
  var values = [];

  for (var i = 0; i < audiences.length; i++) {
    values[i] = audiences[i][member];
  }
  return values.sort().join(separator);
}
