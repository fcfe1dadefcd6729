// How Web words what it knows: the parts that its getters, its events and its project file share.

/** Projects that hide their names have none on Web. */
function shownName(text) {
  return visitor.masked ? (on("B3") ? null : "") : text;
}

function named(thing) {
  return { id: thing.id, name: shownName(thing.name) };
}

function isTest(experiment) {
  return experiment.campaign.policy !== "personalization";
}

function isCurrent(experiment) {
  return experiment.active !== false;
}

function audiencesOf(experiment) {
  return isRedirected(experiment) && on("B5") ? [{}] : map(experiment.audiences || [], named);
}

function campaignOf(experiment) {
  var shown = named(experiment);

  shown.variations = map(experiment.variations, named);
  return {
    experiments: [shown],
    holdback: experiment.heldBack ? 10000 : 0,
    id: experiment.campaign.id,
    integrationSettings: {},
    integrationStringVersion: experiment.campaign.integrationStringVersion || 2,
    name: shownName(experiment.campaign.name),
    pageIds: [page.id],
    policy: experiment.campaign.policy || "single_experiment",
    viewIds: [page.id]
  };
}

function pageOf() {
  return {
    apiName: page.apiName,
    category: "other",
    id: page.id,
    name: shownName("Page"),
    staticConditions: [],
    tags: []
  };
}

/** The project file; its campaigns stand in the order of the project, which is not the order of the state. */
function projectFile() {
  var found = {
    accountId: accountId,
    audiences: {},
    campaigns: {},
    clientName: "js",
    clientVersion: "0.176.0",
    dcpServiceId: null,
    events: {},
    experiments: {},
    groups: {},
    pages: { 9002: pageOf() },
    projectId: projectId,
    revision: "1",
    snippetId: projectId,
    variations: {}
  };
  var campaigns = {};

  each(experiments, function (experiment) {
    campaigns[experiment.campaign.id] = campaignOf(experiment);
    found.experiments[experiment.id] = named(experiment);
    each(experiment.variations, function (variation) {
      found.variations[variation.id] = named(variation);
    });
    each(experiment.audiences || [], function (audience) {
      found.audiences[audience.id] = { conditions: [], id: audience.id, name: shownName(audience.name) };
    });
  });
  each(visitor.events || [], function (event) {
    found.events[event.id] = { apiName: event.apiName, category: "other", eventType: "custom", id: event.id };
  });
  each(keysOf(campaigns).sort(), function (id) {
    found.campaigns[id] = campaigns[id];
  });
  return found;
}

function visitorOf(attributes) {
  return {
    browserId: "gc",
    browserVersion: "106.0",
    currentTimestamp: new Date().getTime(),
    custom: attributes,
    customBehavior: {},
    device: "desktop",
    device_type: "desktop_laptop",
    events: [],
    first_session: true,
    offset: 0,
    queryParams: [],
    referrer: redirect ? redirect.referrer : document.referrer,
    source_type: "direct",
    visitorId: endUserId
  };
}

function decisionOf(experiment) {
  var variation = chosen(experiment);
  var decision = {
    campaignId: experiment.campaign.id,
    experimentId: variation || experiment.excluded ? experiment.id : null,
    isCampaignHoldback: !!experiment.heldBack,
    variationId: variation ? variation.id : null
  };

  if (experiment.excluded && !variation) {
    decision.error = new Error("no traffic is allocated");
  } else if (!variation) {
    decision.reason = "No eligible experiment and variation found.";
  }
  return decision;
}

function ticketOf(experiment, activation) {
  return {
    activationId: activation + "",
    audienceIds: map(experiment.audiences || [], idOf),
    bucketingId: endUserId,
    globalHoldback: 0,
    pageId: page.id,
    preferredVariationMap: {}
  };
}
