(function () {
"use strict";
// Assembled from templates/js/testbed/optimizely/; its README says what is what.
/**
 * What `get("state")` gives on Web. `now` is what the client keeps in mind: `{activation, decided, isPageActive}`,
 * the campaigns by id in the order in which they were decided.
 */
function createWebState(now) {
  return {
    getActivationId: function () {
      return now.activation + "";
    },
    getActiveExperimentIds: getActiveExperimentIds,
    getCampaignStateLists: getCampaignStateLists,
    getCampaignStates: getCampaignStates,
    getDecisionObject: getDecisionObject,
    getDecisionString: getDecisionString,
    getExperimentStates: getExperimentStates,
    getPageStates: getPageStates,
    getRedirectInfo: function () {
      return redirect && redirectInfo();
    },
    getVariationMap: getVariationMap,
    isGlobalHoldback: function () {
      return false;
    }
  };

  function stateOf(experiment) {
    var campaign = experiment.campaign;
    var shown = named(experiment);

    if (!isTest(experiment)) {
      shown.campaignName = shownName(campaign.name);
    }
    return {
      allExperiments: experiment.isForeign ? [] : [named(experiment)],
      audiences: audiencesOf(experiment),
      campaignName: experiment.isForeign ? null : shownName(campaign.name),
      experiment: experiment.isForeign ? null : shown,
      id: campaign.id,
      isActive: isCurrent(experiment),
      isInCampaignHoldback: !!experiment.heldBack,
      reason: experiment.isForced ? "force" : undefined,
      variation: experiment.isForeign ? null : named(chosen(experiment)),
      visitorRedirected: isRedirected(experiment)
    };
  }

  /** A filter is an object of what must be so, or a function, which receives the client's own record. */
  function passes(filter, state, record) {
    var isPassed = true;

    if (typeof filter === "function") {
      return filter(record);
    }
    eachKey(filter || {}, function (key, value) {
      isPassed = isPassed && state[key] === value;
    });
    return isPassed;
  }

  function recordOf(experiment) {
    return {
      decision: decisionOf(experiment),
      decisionTicket: ticketOf(experiment, now.activation),
      isActive: isCurrent(experiment),
      layerId: experiment.campaign.id,
      visitorRedirected: isRedirected(experiment)
    };
  }

  /** Calls back for each campaign with a variation, in the order in which they were decided. */
  function eachDecided(callback) {
    var ids = keysOf(now.decided);

    each(on("B8") ? ids : ids.sort(), function (id) {
      if (chosen(now.decided[id])) {
        callback(now.decided[id], stateOf(now.decided[id]));
      }
    });
  }

  function getCampaignStates(filter) {
    var found = {};

    eachDecided(function (experiment, state) {
      if (passes(filter, state, recordOf(experiment))) {
        found[state.id] = state;
      }
    });
    return found;
  }

  function getCampaignStateLists(filter) {
    var found = {};

    eachKey(getCampaignStates(filter), function (id, state) {
      found[id] = [state];
    });
    return found;
  }

  function getExperimentStates(filter) {
    var found = {};

    eachDecided(function (experiment, all) {
      var state = {
        audiences: all.audiences,
        experimentName: all.experiment && all.experiment.name,
        id: experiment.id,
        isActive: all.isActive,
        isInExperimentHoldback: all.isInCampaignHoldback,
        reason: all.reason,
        variation: all.variation,
        visitorRedirected: all.visitorRedirected
      };

      if (isTest(experiment) && passes(filter, state, recordOf(experiment))) {
        found[state.id] = state;
      }
    });
    return found;
  }

  /** Throws where a redirect landed on a page whose project file lacks the campaign, as the real one does. */
  function getActiveExperimentIds() {
    var ids = [];

    eachKey(getCampaignStates({ isActive: true }), function (id, state) {
      if (state.experiment || on("10.4")) {
        ids.push(state.experiment.id);
      }
    });
    return ids;
  }

  function getVariationMap() {
    var found = {};

    each(experiments, function (experiment) {
      var variation = chosen(experiment);

      found[experiment.id] = variation
        ? { id: variation.id, index: experiment.variations.indexOf(variation), name: shownName(variation.name) }
        : { id: null, index: null, name: null };
    });
    if (redirect && landed().isForeign) {
      found[redirect.experimentId] = { id: redirect.variationId, index: null, name: null };
    }
    return found;
  }

  function getPageStates(filter) {
    var state = pageOf();

    state.isActive = now.isPageActive;
    state.metadata = {};
    return passes(filter, state, state) ? { 9002: state } : {};
  }

  /** The experiment that strings are about, or nothing when there are none. */
  function told(asked) {
    var experiment = has(now.decided, asked.campaignId) && now.decided[asked.campaignId];

    if (!experiment && on("10.4")) {
      // Whatever campaign is asked for, known or not: a redirect answers for it.
      experiment = landed();
    }
    if (!experiment || !chosen(experiment) || (experiment.heldBack && isTest(experiment) && on("B4"))) {
      return null;
    }
    return experiment;
  }

  /** A thing's name as it is asked for, or "" where names are hidden. */
  function textOf(thing, asked) {
    var text = (!visitor.masked && thing.name) || "";

    return asked.shouldCleanString ? clean(text) : text;
  }

  function longest(asked) {
    return asked.maxLength === undefined ? 255 : asked.maxLength;
  }

  /** `name (id)`: names are cut, ids never; a name that had to be cut loses the space. */
  function nameWithId(thing, asked) {
    var text = textOf(thing, asked);
    var id = "(" + thing.id + ")";
    var room = Math.max(longest(asked) - id.length, 0);

    return text.length > room ? text.slice(0, room) + id : text + (text && " ") + id;
  }

  function getDecisionObject(asked) {
    var experiment = told(asked);
    var found;

    if (!experiment) {
      return null;
    }
    found = { experiment: nameWithId(experiment, asked), variation: nameWithId(chosen(experiment), asked) };
    if (!isTest(experiment)) {
      found.campaign = nameWithId(experiment.campaign, asked);
      found.holdback = !!experiment.heldBack && on("B4");
    }
    return found;
  }

  function getDecisionString(asked) {
    var experiment = told(asked);
    var things;
    var isHeldBack;
    var end;

    if (!experiment) {
      return null;
    }
    things = isTest(experiment) ? [] : [experiment.campaign];
    things.push(experiment, chosen(experiment));
    isHeldBack = experiment.heldBack && on("B4");
    if (experiment.campaign.integrationStringVersion === 1) {
      end = isHeldBack ? ":holdback" : ":treatment";
    } else {
      end = isHeldBack ? ":holdback" : "";
    }
    return joined(things, asked, end);
  }

  /** Names share the room that ids and separators leave, from the last one to the first. */
  function joined(things, asked, end) {
    var room = longest(asked) - ("(" + map(things, idOf).join("):(") + ")" + end).length;
    var parts = [];

    if (room < 0) {
      throw new Error("maxLength is too small");
    }
    for (var i = things.length - 1; i >= 0; i--) {
      var text = textOf(things[i], asked).slice(0, Math.floor(room / (i + 1)));

      room -= text.length;
      parts.unshift(text + "(" + things[i].id + ")");
    }
    return parts.join(":") + end;
  }
}
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
/** Classic: an object of commands, and `data`. */
function startClassic() {
  var revision = options.classicRevision || 2016;
  var queue = window.optimizely;
  var client = { $: window.jQuery || nothing, data: {}, getElementsByClassName: nothing, iapi: {}, revision: 1 };
  var active = [];
  var late = {};
  var customTags = {};
  var audiences = {};
  var segments = encodedSegments();
  var dimensions = {};
  var isLoaded = false;
  var isStopped = isRefused();
  var isTracking = true;
  var commands = {
    activate: activate,
    addToAudience: addToAudience,
    bucketUser: bucketVisitor,
    bucketVisitor: bucketVisitor,
    customTag: customTag,
    disable: disable,
    getAccountId: function () {
      return +accountId;
    },
    getProjectId: function () {
      return +projectId;
    },
    optOut: optOut,
    removeFromAudience: function (id) {
      delete audiences[id];
    },
    addToSegment: function (id, value) {
      segments[id] = (value === undefined ? "true" : value + "").toLowerCase().slice(0, 20);
    },
    removeFromSegment: function (id) {
      delete segments[id];
    },
    setDimensionValue: function (id, value) {
      if (value === undefined || value === null) {
        delete dimensions[id];
      } else {
        dimensions[id] = (value + "").slice(0, 20);
      }
    },
    trackEvent: trackEvent
  };

  if (options.noJquery && !window.jQuery && on("A9")) {
    throw new ReferenceError("jQuery is not defined");
  }
  each(
    (
      "activateGeoDelayedExperiments activateSiteCatalyst activateUniversalAnalytics bindTrackElement " +
      "clickTalePlayback clickTaleRecord delayDomReadyEval delayPageviewTracking googleAnalyticsCustomVariableScope " +
      "integrationPrefix log overrideUrl removeFromAllAudiences removeFromAllSegments sc_activate " +
      "sc_svar setCookieDomain setCookieExpiration skipPageTracking timeout verbose"
    ).split(" "),
    function (name) {
      commands[name] = nothing;
    }
  );
  if (revision >= 2016 || !on("A12")) {
    commands.setUserId = nothing;
  }

  // Commands that were pushed before come before bucketing.
  each(queue && queue.length ? queue : [], take);
  eachKey(commands, function (name, command) {
    client[name] = command;
  });
  client.push = take;
  isLoaded = true;
  if (isStopped) {
    stop();
    return;
  }
  decide();
  force();
  cookies();
  client.allExperiments = client.all_experiments = raw();
  client = install("optimizely", client);
  rebuild();
  client.allVariations = client.data.variations;
  report(location.href);
  integrate();
  if (on("A7")) {
    // The answer of the geo service runs activation and integrations once more.
    setTimeout(function () {
      rebuild();
      integrate();
    }, 40);
  }
  join(function (experiment) {
    activate(experiment.id);
  });

  /** Disabled, or opted out: there is an object, and nothing in it. */
  function stop() {
    client.activeExperiments = [];
    client.data = {};
    client.variationIdsMap = {};
    client.variationMap = client.variation_map = {};
    client.variationNamesMap = {};
    if (!on("A1")) {
      client.data.state = { activeExperiments: [], variationIdsMap: {}, variationMap: {}, variationNamesMap: {} };
    }
    install("optimizely", client);
  }

  /** A project that hides its names ships none; the client makes some up. */
  function nameOf(kind, thing) {
    var made = revision < 2013 ? "Unnamed" : kind + " " + thing.id;

    return visitor.masked ? (on("A2") ? made : "") : thing.name;
  }

  function variationNameOf(variation) {
    return nameOf("Var", variation);
  }

  /** What a visitor is in a variation of: each section of a multivariate, or the experiment. */
  function partsOf(experiment) {
    return experiment.sections && on("A10") ? experiment.sections : [experiment];
  }

  function isBucketed(experiment) {
    return !!chosen(experiment) && (!experiment.joins || late[experiment.id] || !on("A8"));
  }

  function isActive(experiment) {
    // Where a redirect lands, nothing says that its experiment runs.
    return isBucketed(experiment) && experiment.active !== false && !(isRedirected(experiment) && on("A4"));
  }

  function idsOf(experiment) {
    return map(partsOf(experiment), function (part) {
      return part.chosen;
    });
  }

  function indexesOf(experiment) {
    var indexes = map(partsOf(experiment), function (part) {
      return part.variations.indexOf(chosen(part));
    });

    return indexes.length > 1 ? indexes : indexes[0];
  }

  function namesOf(experiment) {
    return map(map(partsOf(experiment), chosen), variationNameOf).join(", ");
  }

  /** Fills the one array that everybody holds. */
  function refill() {
    var small = [];
    var large = [];

    each(experiments, function (experiment) {
      // Keys below 2^32-1 come out of an object in ascending order, larger ones as they went in.
      if (isActive(experiment)) {
        (on("A5") && +experiment.id < 4294967295 ? small : large).push(experiment.id);
      }
    });
    small.sort(function (a, b) {
      return a - b;
    });
    if (on("A6")) {
      active.length = 0;
    } else {
      active = [];
    }
    active.push.apply(active, small.concat(large));
  }

  function data() {
    var found = {
      audiences: {},
      customTags: customTags,
      experiments: {},
      sections: {},
      segments: {},
      state: state(),
      variations: {},
      visitor: {
        audiences: audiences,
        browser: "Google Chrome",
        browserVersion: "50",
        dimensions: dimensions,
        ip: "",
        location: { city: "", continent: "", country: "", region: "" },
        mobile: false,
        os: "Linux",
        params: { "": "" },
        referrer: document.referrer,
        segments: segments
      }
    };

    each(experiments, function (experiment) {
      describe(found, experiment);
    });
    if (revision >= 2016) {
      found.thirdParty = {};
      found.visitor.device = found.visitor.deviceType = found.visitor.platform = "desktop";
      found.visitor.lists = found.visitor.matchingRules = {};
    }
    return found;
  }

  /** All experiments of the project file, whether they run here or not. */
  function describe(found, experiment) {
    var sections = experiment.sections || [];

    found.experiments[experiment.id] = {
      code: "",
      manual: !!experiment.joins,
      name: nameOf("Exp", experiment),
      section_ids: map(sections, idOf),
      variation_ids: sections.length ? [] : map(experiment.variations, idOf)
    };
    if (revision >= 2014) {
      found.experiments[experiment.id].conditional = false;
    }
    each(sections, function (section) {
      found.sections[section.id] = {
        name: nameOf("Sec", section),
        variation_ids: map(section.variations, idOf)
      };
    });
    each(partsOf(experiment), function (part) {
      each(part.variations, function (variation) {
        found.variations[variation.id] = { code: "", name: variationNameOf(variation) };
      });
    });
    each(experiment.audiences || [], function (audience) {
      found.audiences[audience.id] = { name: nameOf("Aud", audience) };
    });
  }

  function state() {
    var found = { activeExperiments: active, variationIdsMap: {}, variationMap: {}, variationNamesMap: {} };

    each(experiments, function (experiment) {
      // All that the visitor was ever put in, here or elsewhere.
      if (isBucketed(experiment) && (on("A3") || isActive(experiment))) {
        found.variationIdsMap[experiment.id] = idsOf(experiment);
        found.variationMap[experiment.id] = indexesOf(experiment);
        found.variationNamesMap[experiment.id] = namesOf(experiment);
      }
    });
    if (revision >= 2014) {
      found.enabled = true;
    }
    if (revision >= 2016) {
      found.integrations = { activeOAuthClientIds: [] };
      if (redirect || on("10.5")) {
        found.redirectExperiment = redirect ? redirectInfo() : undefined;
      }
    }
    return found;
  }

  /** Data and state are other objects after every call; the array of active experiments stays. */
  function rebuild() {
    var fresh;

    refill();
    fresh = data();
    if (on("A6") || !client.data.state) {
      client.data = fresh;
    } else {
      eachKey(fresh.state, function (key, value) {
        client.data.state[key] = value;
      });
    }
    client.activeExperiments = active;
    client.variationIdsMap = client.data.state.variationIdsMap;
    client.variationMap = client.variation_map = client.data.state.variationMap;
    client.variationNamesMap = client.data.state.variationNamesMap;
  }

  function take(item) {
    hear(item);
    run(item);
  }

  /** Who is in stays in; who is out may get in. */
  function decide() {
    var inside = [];

    each(experiments, function (experiment) {
      if (experiment.isOut === false) {
        inside.push(experiment);
      }
    });
    admit({ audience: audiences, dimension: dimensions, segment: segments, tag: customTags });
    each(inside, function (experiment) {
      experiment.isOut = false;
    });
  }

  function run(item) {
    var name = typeof item === "string" ? item : item && item[0];

    if (item && item.type && (revision >= 2016 || !on("A12"))) {
      runObject(item);
    } else if (has(commands, name)) {
      commands[name].apply(null, typeof item === "string" ? [] : Array.prototype.slice.call(item, 1));
    } else {
      log('Error for unknown function "' + (name || item) + '"');
    }
    if (isLoaded && !isStopped) {
      rebuild();
    }
  }

  /** The form of the commands of Web, which clients before 2016 do not know. */
  function runObject(item) {
    if (item.type === "event") {
      trackEvent(item.eventName, item.tags);
    }
  }

  /** There is no event when it is done; it is done when the call returns. */
  function activate(id) {
    decide();
    each(experiments, function (experiment) {
      if (id === undefined || experiment.id === id + "") {
        late[experiment.id] = true;
      }
    });
    if (isLoaded && !isStopped) {
      rebuild();
    }
  }

  /** An audience has to be in the project file, else nothing happens. */
  function addToAudience(id) {
    each(experiments, function (experiment) {
      if (byId(experiment.audiences || [], id + "") && on("A12")) {
        audiences[id] = true;
        segments[id] = "true";
      }
    });
  }

  /** Takes a variation's id, or its index. */
  function bucketVisitor(id, variation) {
    var experiment = byId(experiments, id + "");

    if (experiment && !isLoaded) {
      experiment.chosen = +variation <= 256 ? idOf(experiment.variations[variation] || {}) : variation + "";
    }
  }

  function customTag(key, value) {
    if (isLoaded && on("A12")) {
      log("can't add custom tags after Optimizely loads");
    } else if (typeof key === "object") {
      eachKey(key, customTag);
    } else {
      customTags[key] = value;
    }
  }

  function disable(scope) {
    if (scope === "tracking") {
      isTracking = false;
    } else if (!isLoaded) {
      isStopped = true;
    }
  }

  function optOut(isOut) {
    setCookie("optimizelyOptOut", isOut === false ? "false" : "true", years);
    isStopped = isStopped || (!isLoaded && isOut !== false);
  }

  function trackEvent(event, tags) {
    var revenue = tags && typeof tags === "object" ? tags.revenue : tags;

    report(event, on("A12") ? revenue : undefined);
  }

  /** `?optimizely_x<experiment>=<index>`: the visitor is in it, and nobody counts that. */
  function force() {
    each(experiments, function (experiment) {
      var index = parameter("optimizely_x" + experiment.id);
      var variation = experiment.variations[index] || byId(experiment.variations, index);

      if (variation) {
        experiment.chosen = variation.id;
        isTracking = isTracking && !on("A11");
      }
    });
  }

  function buckets() {
    var found = {};

    each(experiments, function (experiment) {
      if (chosen(experiment)) {
        found[experiment.id] = idsOf(experiment).join("_");
      } else if (experiment.excluded && on("10.5")) {
        found[experiment.id] = "0";
      }
    });
    return found;
  }

  /** What the visitor brings along; each value is encoded within the cookie, which is encoded as a whole as well. */
  function encodedSegments() {
    var found = {};

    eachKey(visitor.segments || {}, function (id, value) {
      found[id] = encodeURIComponent(value);
    });
    return found;
  }

  function encoded(value) {
    return on("10.7") ? encodeURIComponent(value) : value;
  }

  function cookies() {
    var left = visitor.redirect;

    setCookie("optimizelyEndUserId", endUserId, years);
    setCookie("optimizelyBuckets", encoded(JSON.stringify(buckets())), years);
    setCookie("optimizelySegments", encoded(JSON.stringify(segments)), years);
    setCookie("optimizelyPendingLogEvents", encoded("[]"), 15);
    if (left) {
      // The page before set both for 5 s; the client here blanks the referrer before any script below runs.
      setCookie("optimizelyRedirect", encoded(left.variationId + "|false"), 5);
      setCookie("optimizelyReferrer", on("A4") ? "" : encoded(left.referrer), on("A4") ? 0 : 5);
    }
  }

  /** The experiments as the project file has them. */
  function raw() {
    var found = {};

    each(experiments, function (experiment) {
      found[experiment.id] = {
        enabled: true,
        enabled_variation_ids: map(experiment.variations, idOf),
        manual: !!experiment.joins,
        name: visitor.masked ? undefined : experiment.name,
        section_ids: map(experiment.sections || [], idOf),
        variation_ids: map(experiment.variations, idOf)
      };
    });
    return found;
  }

  /** Logs a page view or an event, with all that the visitor is in. */
  function report(name, value) {
    var url = "https://" + projectId + ".log.optimizely.com/event?a=" + projectId + "&d=" + accountId;

    url += "&y=false&src=js";
    // Who is excluded is not counted.
    eachKey(buckets(), function (id, variation) {
      url += variation === "0" ? "" : "&x" + id + "=" + variation;
    });
    eachKey(segments, function (id, segment) {
      url += "&s" + id + "=" + segment;
    });
    url += "&n=" + encodeURIComponent(name) + (value === undefined ? "" : "&v=" + value);
    url += "&u=" + endUserId + "&wxhr=true&t=" + new Date().getTime();
    url += "&f=" + map(experiments, idOf).join(",") + "&g=" + active.join(",");
    if (isTracking && !isStopped) {
      request("GET", url);
    }
  }

  /** The client's own Google Analytics integration, where the project has it switched on. */
  function integrate() {
    if (!options.nativeAnalytics || !window._gaq) {
      return;
    }
    if (redirect && on("A4")) {
      window._gaq.push(["_setReferrerOverride", redirect.referrer]);
    }
    each(active, function (id, i) {
      var experiment = byId(experiments, id);
      var parts = map(partsOf(experiment), chosen);
      var names = map(parts, function (variation) {
        return parts.length > 1 ? variationNameOf(variation).slice(0, 4) : variationNameOf(variation);
      });

      window._gaq.push([
        "_setCustomVar",
        i + 1,
        clean("Optimizely " + nameOf("Exp", experiment)).slice(0, 28),
        clean(names.join("~").replace("#", "")).slice(0, 24),
        2
      ]);
    });
  }
}
/** Performance Edge: getters at once, for two things only; a tracking script 300 ms later. */
function startEdge() {
  var tracked = window.optimizely;
  var listeners = [];
  var commands = [].concat((on("C5") && tracked) || [], window.optimizelyEdge || []);
  var client = { get: get, he: true, push: push };
  var isReady = on("C2");
  var isTracking = false;

  each((on("C5") && tracked) || [], function (item) {
    hear(item);
  });
  each(window.optimizelyEdge || [], function (item) {
    hear(item);
  });
  // The server has decided; what the page says of the visitor comes too late.
  admit({});
  setUserCookie();
  if (visitor.redirect) {
    setCookie("optimizelyRedirectData", relay(), 5);
  }
  if (tracked && on("C5") && window.console) {
    console.warn("DEPRECATED: use window.optimizelyEdge instead of window.optimizely");
  }
  if (on("C1")) {
    window.optimizely = commands.slice();
  }
  each(commands, take);
  install("optimizelyEdge", client);
  emit("initialized");
  each(experiments, function (experiment) {
    if (!isRedirected(experiment)) {
      announce(experiment);
    }
  });
  setTimeout(function () {
    isReady = true;
  }, 0);
  if (options.edgeTracking !== false) {
    setTimeout(startTracking, 300);
  }

  /** The server knows the domain; on another one the browser refuses the cookie. */
  function setUserCookie() {
    setCookie("optimizelyEndUserId", endUserId, 15552000, on("C7") ? options.edgeDomain : "");
  }

  function nameOf(thing) {
    return visitor.masked ? undefined : thing.name;
  }

  /** Everything with a variation, held back or not; where a redirect landed, nothing of it. */
  function isListed(experiment) {
    return (
      runs(experiment) &&
      (!experiment.heldBack || on("C6")) &&
      (!isRedirected(experiment) || !on("10.6")) &&
      isReady
    );
  }

  function getActiveExperiments() {
    var found = {};

    each(experiments, function (experiment) {
      var variation = chosen(experiment);

      if (isListed(experiment)) {
        found[experiment.id] = {
          id: experiment.id,
          name: nameOf(experiment),
          variation: { id: variation.id, name: nameOf(variation) }
        };
      }
    });
    return found;
  }

  function get(what) {
    switch (what) {
      case "state":
        return {
          getActiveExperiments: getActiveExperiments,
          getActivePages: function () {
            return { 9002: { apiName: page.apiName, id: page.id } };
          },
          getRedirectInfo: function () {
            return redirect && redirectInfo();
          }
        };
      case "utils":
        return { observeSelector: nothing, waitForElement: nothing, waitUntil: nothing };
      default:
        return on("10.6") ? undefined : {};
    }
  }

  /** Commands wait for the tracking script, or reach it. */
  function push(item) {
    hear(item);
    if (window.optimizely && window.optimizely.push) {
      window.optimizely.push(item);
    } else {
      take(item);
    }
  }

  function take(item) {
    if (item && item.type === "addListener") {
      listeners.push(item);
    } else if (item && item.type === "event" && isTracking) {
      send("other");
    }
  }

  function emit(event, data) {
    each(listeners.slice(), function (listener) {
      var filter = listener.filter || {};

      if ((!filter.type || filter.type === "lifecycle") && (!filter.name || filter.name === event)) {
        try {
          listener.handler({ data: data, name: event, type: "lifecycle" });
        } catch (error) {
          log("4.0: Error in listener handler: " + error.message);
        }
      }
    });
  }

  /** Tells ids alone; nothing but this tells that a visitor is held back. */
  function announce(experiment) {
    var variation = runs(experiment) ? chosen(experiment) : null;
    var shown = { id: experiment.id, variations: [{ actions: [], id: variation ? variation.id : "" }] };

    if (!on("C3")) {
      shown.name = experiment.name;
    }
    emit("campaignDecided", {
      campaign: {
        experiments: [shown],
        holdback: 0,
        id: experiment.campaign.id,
        integrationStringVersion: 1,
        policy: "single_experiment"
      },
      decision: {
        campaignId: experiment.campaign.id,
        experimentId: experiment.id,
        isCampaignHoldback: !!experiment.heldBack,
        variationId: variation ? variation.id : null
      },
      decisionTicket: { audienceIds: [] }
    });
  }

  /** The tracking script takes what was pushed since, and is initialized a second time. */
  function startTracking() {
    var pushed = window.optimizely;

    isTracking = true;
    if (on("C1")) {
      window.optimizely = { data: note, initialized: true, push: pushTracked, state: {} };
    }
    each(Array.isArray(pushed) ? pushed : [], function (item) {
      if (commands.indexOf(item) < 0) {
        take(item);
      }
    });
    if (on("C4")) {
      emit("initialized");
    }
    emit("activated");
    send("client_activation");
  }

  function pushTracked(item) {
    take(item);
    return true;
  }

  function send(kind) {
    var events = [{ a: {}, e: null, k: kind, t: new Date().getTime(), u: "9004", y: kind }];
    var body = {
      account_id: accountId,
      anonymize_ip: true,
      client_name: on("C7") ? "edge" : "js",
      project_id: projectId,
      visitors: [
        { attributes: [], session_id: "AUTO", snapshots: [{ decisions: [], events: events }], visitor_id: endUserId }
      ]
    };

    request("POST", "https://logx.optimizely.com/v1/events", JSON.stringify(body));
  }
}
/** What Firefox's tracking protection puts in Optimizely's place; its first version returns nothing at all. */
function startShim() {
  var empty = function () {
    return options.firstShim && on("D1") ? undefined : {};
  };

  window.optimizely = {
    data: note,
    get: function (what) {
      if (what === "jquery" && on("D1")) {
        throw new Error("jQuery not implemented");
      }
      return what === "session" ? undefined : shimmed(what);
    },
    initialized: true,
    push: nothing,
    state: {}
  };

  function shimmed(what) {
    var state = {
      getActivationId: empty,
      getActiveExperimentIds: function () {
        return [];
      },
      getCampaignStateLists: empty,
      getCampaignStates: empty,
      getDecisionObject: nothing,
      getDecisionString: nothing,
      getExperimentStates: empty,
      getPageStates: empty,
      getRedirectInfo: nothing,
      getVariationMap: empty,
      isGlobalHoldback: nothing
    };

    return what === "state" ? state : {};
  }
}
/** On a bundled page the client moves into Classic's object; else it makes its own. */
function startWeb(classic, pushed) {
  var queue = pushed || window.optimizely;
  var client = { get: get, push: take, data: note, state: {} };
  var listeners = [];
  var now = { activation: 1700000000000, decided: {}, isPageActive: true };
  var state = createWebState(now);
  var modules = {};
  var attributes = {};
  var waiting = [];
  var isHolding = false;
  var isScheduled = false;
  var isStopped = isRefused();
  var isTracking = true;
  var forcedId = parameter("optimizely_x");
  var commands = {
    activate: function () {
      activate(true);
    },
    addListener: addListener,
    disable: disable,
    event: function (item) {
      track(item.eventName, item.tags);
    },
    holdEvents: function () {
      isHolding = true;
    },
    optOut: optOut,
    page: activatePage,
    registerModule: function (item) {
      if (!has(modules, item.moduleName)) {
        modules[item.moduleName] = item.module;
      }
    },
    removeListener: removeListener,
    sendEvents: function () {
      isHolding = false;
      send();
    },
    user: setUser
  };
  // What is left of Classic's commands; those that are missing here are unknown.
  var legacy = {
    disable: function () {
      disable({});
    },
    optOut: function () {
      optOut({});
    },
    setDimensionValue: function (id, value) {
      attributes[id] = { value: value };
    },
    trackEvent: track
  };

  each(
    (
      "bucketVisitor clientMetadata cookieDomain cookieExpiration dataFromSource disableCrossOrigin " +
      "extendCookieLifetime initialViewStates integrationSettings load log rum tags waitForOriginSync"
    ).split(" "),
    function (name) {
      commands[name] = nothing;
    }
  );
  each(
    (
      "activateGeoDelayedExperiments activateSiteCatalyst bucketUser bucketVisitor log setCookieDomain " +
      "setCookieExpiration setUserId storeThirdPartyData"
    ).split(" "),
    function (name) {
      legacy[name] = nothing;
    }
  );
  start();

  function start() {
    var items = Array.isArray(queue) ? queue : [];

    if (on("10.2")) {
      items = runFirst(items);
    }
    if (isStopped) {
      // The page keeps its array, for ever.
      if (!on("B9")) {
        window.optimizely = { push: nothing };
      }
      return;
    }
    cookies();
    force();
    if (!on("10.2")) {
      client.data = { state: { activeExperiments: [] } };
      each(items, take);
    }
    swap();
    if (on("10.2")) {
      each(items, take);
    }
    client.initialized = true;
    emit("lifecycle", "initialized");
    activate(false);
    applySoon();
    join(function (experiment) {
      now.decided[experiment.campaign.id] = experiment;
      announce(experiment);
    });
  }

  /** Some commands leave the queue before the client starts, whatever stands in front of them. */
  function runFirst(items) {
    var later = [];

    each(items.splice(0), function (item) {
      if (/^(clientMetadata|cookieDomain|disable|load|optOut|rum)$/.test(item && (item.type || item[0]))) {
        push(item);
      } else {
        items.push(item);
        later.push(item);
      }
    });
    return later;
  }

  function swap() {
    var push;

    if (!classic) {
      client = install("optimizely", client);
      return;
    }
    push = classic.push;
    classic.get = get;
    classic.push = function (item) {
      push(item);
      return client.push(item);
    };
    classic.initialized = true;
  }

  function cookies() {
    setCookie("optimizelyEndUserId", endUserId, 15552000);
    if (visitor.redirect) {
      setCookie("optimizelyRedirectData", relay(), 5);
    }
  }

  /** `?optimizely_x=<variation>`: the visitor is in it. */
  function force() {
    each(experiments, function (experiment) {
      if (byId(experiment.variations, forcedId)) {
        experiment.chosen = forcedId;
        experiment.isForced = true;
      }
    });
  }

  /** What the client has no part for, and what it does not know, is undefined: `jquery`, `dcp`, `session` … */
  function get(what) {
    switch (what) {
      case "behavior":
        return { getByFrequency: nothing, getEvents: nothing, query: nothing };
      case "data":
        return projectFile();
      case "dcp":
      case "jquery":
        return on("B11") ? undefined : nothing;
      case "event_emitter":
        return { emit: nothing, off: nothing, on: nothing };
      case "state":
        return state;
      case "utils":
        return {
          Promise: window.Promise,
          observeSelector: nothing,
          poll: nothing,
          waitForElement: nothing,
          waitUntil: nothing
        };
      case "visitor":
        return visitorOf(attributes);
      case "visitor_id":
        return { randomId: endUserId };
      default:
        what = (what + "").replace(/^custom\//, "");
        return has(modules, what) ? modules[what] : undefined;
    }
  }

  /** Some projects need no part that decides; their campaigns never are. */
  function hasDecider() {
    return options.decider !== false || !on("B11");
  }

  /** One view of the page: its campaigns are decided, in their order. */
  function activate(again) {
    var isLanding = redirect && !again;

    now.activation += 1;
    if (isLanding && on("B12")) {
      integrate(landed());
    }
    if (!again) {
      add("client_activation", null, "client_activation");
    }
    activateViews(again);
    if (isLanding && !on("B12")) {
      integrate(landed());
    }
    emit("lifecycle", "viewsActivated", { views: [page] });
    emit("lifecycle", "activated");
  }

  function activateViews(again) {
    admit({ attribute: valuesOf(attributes) });
    now.isPageActive = true;
    add("view_activated", page.id, page.apiName);
    emit("lifecycle", "viewActivated", { metadata: {}, view: page });
    emit("lifecycle", "pageActivated", { page: page });
    if (redirect && (on("B5") || landed().isForeign)) {
      now.decided[landed().campaign.id] = landed();
    }
    each(hasDecider() ? experiments : [], function (experiment) {
      if (!experiment.joins || again) {
        now.decided[experiment.campaign.id] = experiment;
      }
      if (isCurrent(experiment) && (!experiment.joins || again) && (!again || on("B7"))) {
        announce(experiment);
      }
    });
  }

  function activatePage(item) {
    if (item.pageName !== page.apiName) {
      throw new Error('unknown page "' + item.pageName + '"');
    }
    if (item.isActive === false) {
      now.isPageActive = false;
      emit("lifecycle", "pageDeactivated", { page: page });
    } else {
      activateViews(true);
    }
  }

  /** Says what was decided, also when that is nothing; not where a redirect landed. */
  function announce(experiment) {
    var data = { audiences: audiencesOf(experiment), decisionTicket: ticketOf(experiment, now.activation) };
    var layer = { audiences: data.audiences, decisionTicket: data.decisionTicket, layer: campaignOf(experiment) };

    if (!isRedirected(experiment) && on("B12")) {
      integrate(experiment);
    }
    if ((isRedirected(experiment) && on("B5")) || (!chosen(experiment) && !on("B1"))) {
      return;
    }
    layer.decision = decisionOf(experiment);
    layer.decision.layerId = layer.decision.campaignId;
    layer.decision.isLayerHoldback = layer.decision.isCampaignHoldback;
    data.campaign = campaignOf(experiment);
    data.decision = decisionOf(experiment);
    add("campaign_activated", experiment.campaign.id, null, experiment);
    if (on("10.3")) {
      emit("lifecycle", "layerDecided", layer);
    }
    emit("lifecycle", "campaignDecided", data);
    if (!isRedirected(experiment) && !on("B12")) {
      integrate(experiment);
    }
  }

  /**
   * Runs the custom analytics integrations with what they have in scope, once for a decision: its ids are null where
   * nothing was decided. What one throws stays here.
   */
  function integrate(experiment) {
    var campaign = experiment.campaign;
    var decision = decisionOf(experiment);

    each(isTracking ? integrations : [], function (integration) {
      integration.settings.$fieldDefaults = [];
      try {
        integration.track(
          {
            id: campaign.id,
            integrationStringVersion: campaign.integrationStringVersion || 2,
            name: shownName(campaign.name),
            policy: campaign.policy || "single_experiment"
          },
          campaign.id,
          decision.experimentId,
          decision.variationId,
          decision.isCampaignHoldback,
          integration.settings
        );
      } catch (error) {
        log("Error in an integration: " + error.message);
      }
    });
  }

  /** Changes are applied after all is decided; the page view is counted later still. */
  function applySoon() {
    setTimeout(function () {
      emit("analytics", "trackEvent", {
        apiName: page.apiName,
        category: "other",
        metrics: {},
        name: shownName("Page"),
        tags: {},
        type: "pageview"
      });
    }, 1000);
    setTimeout(function () {
      eachKey(state.getCampaignStates({ isActive: true }), function (id, campaign) {
        if (campaign.experiment && !campaign.isInCampaignHoldback) {
          emit("action", "applied", {
            campaignId: id,
            changes: [],
            experimentId: campaign.experiment.id,
            pageId: page.id,
            type: "variation",
            variationId: campaign.variation.id
          });
        }
      });
    }, 50);
  }

  function addListener(item) {
    listeners.push(item);
    if (!on("B6") && client.initialized) {
      call(item.handler, { data: undefined, name: item.filter.name, type: item.filter.type });
    }
  }

  function removeListener(item) {
    var kept = [];

    each(listeners, function (listener) {
      if (!item.token || listener.token !== item.token) {
        kept.push(listener);
      }
    });
    listeners = kept;
  }

  function emit(type, event, data) {
    each(listeners.slice(), function (listener) {
      var filter = listener.filter || {};
      var isNamed = filter.name ? filter.name === event : on("10.2");

      if (isNamed && (!filter.type || filter.type === type)) {
        call(listener.handler, { data: data, name: event, type: type });
      }
    });
  }

  /** What a handler throws is swallowed, and told to Optimizely alone. */
  function call(handler, argument) {
    try {
      handler(argument);
    } catch (error) {
      if (!on("B2")) {
        throw error;
      }
      log("Error in listener handler: " + error.message);
      request("POST", "https://errors.client.optimizely.com/log", '{"name":"ApiListenerError"}');
    }
  }

  /** On a bundled page Classic has heard it already. */
  function take(item) {
    if (!classic) {
      hear(item);
    }
    return push(item);
  }

  /** Whether the command is known; it may have failed. */
  function push(item) {
    var isOld = typeof item === "string" || Array.isArray(item);
    var name = typeof item === "string" ? item : item && (isOld ? item[0] : item.type);
    var isKnown = has(isOld ? legacy : commands, name) && !(isOld && name === "trackEvent" && !on("B10"));

    if (isKnown) {
      try {
        if (isOld) {
          legacy[name].apply(null, isOld && typeof item !== "string" ? item.slice(1) : []);
        } else {
          commands[name](item);
        }
      } catch (error) {
        if (!on("B2")) {
          throw error;
        }
        log("Error in " + name + ": " + error.message);
      }
    }
    return on("10.2") ? isKnown : undefined;
  }

  function disable(item) {
    if (item.scope === "tracking") {
      isTracking = false;
    } else {
      isStopped = true;
    }
  }

  function optOut(item) {
    isStopped = item.isOptOut !== false;
    setCookie("optimizelyOptOut", isStopped + "", years);
  }

  function valuesOf(attributes) {
    var found = {};

    eachKey(attributes, function (name, attribute) {
      found[name] = attribute.value;
    });
    return found;
  }

  function setUser(item) {
    eachKey(item.attributes || {}, function (id, value) {
      if (value === null) {
        delete attributes[id];
      } else {
        attributes[id] = { value: value };
      }
    });
  }

  /** Events whose name the project does not know are sent as well. */
  function track(event, tags) {
    var metrics = {};
    var rest = {};

    eachKey(tags || {}, function (key, value) {
      if (value !== null && typeof value !== "object") {
        (/^(revenue|value|quantity)$/.test(key) ? metrics : rest)[key] = value;
      }
    });
    emit("analytics", "trackEvent", { category: "other", metrics: metrics, name: event, tags: rest, type: "custom" });
    add("other", eventId(event), event, null, metrics, rest);
  }

  /** The id of an event that the project knows, or null. */
  function eventId(name) {
    var found = null;

    each(visitor.events || [], function (event) {
      if (event.apiName === name) {
        found = event.id;
      }
    });
    return found;
  }

  /** Puts an event in the next request, with the decision that it is about. */
  function add(kind, entity, key, experiment, metrics, tags) {
    var event = { e: entity, k: key, t: new Date().getTime(), u: "9004-" + waiting.length, y: kind };
    var decisions = [];

    if (experiment) {
      decisions.push({
        c: experiment.campaign.id,
        h: !!experiment.heldBack,
        v: chosen(experiment) ? experiment.chosen : null,
        x: chosen(experiment) ? experiment.id : null
      });
    }
    eachKey({ $: "revenue", q: "quantity", v: "value" }, function (short, metric) {
      if (metrics && has(metrics, metric)) {
        event[short] = metrics[metric];
      }
    });
    event.a = tags || {};
    if (!isScheduled) {
      isScheduled = true;
      setTimeout(send, 1000);
    }
    waiting.push({ activationTimestamp: now.activation, decisions: decisions, events: [event] });
  }

  function send() {
    var body = {
      account_id: accountId,
      anonymize_ip: true,
      client_name: "js",
      client_version: "0.176.0",
      enrich_decisions: true,
      project_id: projectId,
      revision: "1",
      visitors: [{ attributes: [], session_id: "AUTO", snapshots: waiting, visitor_id: endUserId }]
    };

    isScheduled = false;
    if (waiting.length && !isHolding && isTracking) {
      request("POST", "https://logx.optimizely.com/v1/events", JSON.stringify(body));
      waiting = [];
    }
  }
}

/** A page that moves from Classic to Web has both in one file: Classic's object, with Web's getter. */
function startBundled() {
  var queue = window.optimizely;

  startClassic();
  startWeb(window.optimizely, queue);
}
/**
 * A page's Optimizely, without Optimizely: behaves like the real clients, inconvenient parts included.
 *
 * `window.tagwrightStub = {profile, visitor, names, options, without}` stands before it; README.md, a folder
 * above, says what each may be. Every surprise has an id (A4: the fourth surprise of Classic) and can be left
 * out with `without: ["A4"]`, so that a test can prove that it would notice. The files of this folder are
 * functions of one scope; this one, the last, has what all clients share, and starts one of them.
 */
var order = window.tagwrightStub || {};
var visitor = order.visitor || {};
var options = order.options || {};
var without = order.without || [];
var integrations = window.tagwrightIntegrations || [];
var experiments = renamed(visitor.experiments || [], order.names || {});
// A client that cannot read the cookies of a redirect does not know of it.
var isMalformed = options.malformedCookies && on("10.7");
var redirect = (!isMalformed && visitor.redirect) || null;
var accountId = "9000";
var projectId = "9001";
var page = { apiName: "page", id: "9002" };
var endUserId = "oeu1700000000000r0.5";
var note = { note: "Obsolete, use optimizely.get('data') instead" };
var years = 315360000;
var domain;
var profiles = {
  absent: nothing,
  bundled: startBundled,
  classic: startClassic,
  disabled: startRefused,
  edge: startEdge,
  "opted-out": startRefused,
  shim: startShim,
  web: startWeb
};

delete window.tagwrightStub;
delete window.tagwrightIntegrations;
if (!has(profiles, order.profile)) {
  throw new Error("tagwrightStub.profile must be one of " + keysOf(profiles).join(", "));
}
profiles[order.profile]();

/** Whether a surprise is wanted. */
function on(id) {
  return without.indexOf(id) < 0;
}

function nothing() {}

function has(object, key) {
  return Object.prototype.hasOwnProperty.call(object, key);
}

/** Arrays and objects are walked by hand: pages replace `map` and `filter`, and extend what they inherit. */
function each(list, callback) {
  for (var i = 0; i < list.length; i++) {
    callback(list[i], i);
  }
}

function eachKey(object, callback) {
  for (var key in object) {
    if (has(object, key)) {
      callback(key, object[key]);
    }
  }
}

function keysOf(object) {
  var keys = [];

  eachKey(object, function (key) {
    keys.push(key);
  });
  return keys;
}

function map(list, convert) {
  var found = [];

  each(list, function (item) {
    found.push(convert(item));
  });
  return found;
}

function idOf(thing) {
  return thing.id;
}

function byId(list, id) {
  for (var i = 0; i < list.length; i++) {
    if (list[i].id === id) {
      return list[i];
    }
  }
  return null;
}

/** The visitor's experiments; `names` replaces those of the first, in its campaign as well. */
function renamed(list, names) {
  var first = list[0];

  if (first && has(names, "experiment")) {
    first.name = names.experiment;
    first.campaign.name = names.experiment;
  }
  if (first && has(names, "variation") && chosen(first)) {
    chosen(first).name = names.variation;
  }
  return list;
}

/** The variation a visitor is in, or nothing. */
function chosen(experiment) {
  return experiment.isOut ? null : byId(experiment.variations, experiment.chosen);
}

/**
 * Leaves the visitor out of experiments that ask for something the client does not know to be so: `known` has the
 * values it goes by, by kind. `requires` may have several kinds, each for the client that knows it.
 */
function admit(known) {
  each(experiments, function (experiment) {
    var isMet = false;

    eachKey(experiment.requires || {}, function (kind, wanted) {
      if (has(known, kind)) {
        isMet = meets(known[kind], typeof wanted === "string" ? pair(wanted, true) : wanted);
      }
    });
    experiment.isOut = !!experiment.requires && !isMet;
  });
}

function meets(known, wanted) {
  var isMet = true;

  eachKey(wanted, function (name, value) {
    isMet = isMet && has(known, name) && known[name] + "" === value + "";
  });
  return isMet;
}

function pair(key, value) {
  var found = {};

  found[key] = value;
  return found;
}

/** Writes down what the page tells a client, Edge too, for a test that wants to know. */
function hear(item) {
  var isListener = item && item.type === "addListener";

  if (options.hears && !isListener && window.__tagwrightTestbed) {
    window.__tagwrightTestbed.record("optimizely.push", [item]);
  }
}

function isRedirected(experiment) {
  return !!redirect && redirect.experimentId === experiment.id;
}

function redirectInfo() {
  return {
    experimentId: redirect.experimentId,
    referrer: redirect.referrer,
    variationId: redirect.variationId
  };
}

/** Whether an experiment runs on this page, sooner or later. */
function runs(experiment) {
  return !!chosen(experiment) && experiment.active !== false;
}

/** Calls back for each experiment that joins late, when its time has come. */
function join(callback) {
  each(experiments, function (experiment) {
    if (experiment.joins && runs(experiment)) {
      setTimeout(function () {
        callback(experiment);
      }, experiment.joins);
    }
  });
}

/** As the clients clean names for platforms. */
function clean(text) {
  return text.replace(/[^a-zA-Z0-9.~!*()']+/g, "_");
}

/** The value of a parameter of the page's address, or nothing. */
function parameter(name) {
  return (new RegExp("[?&]" + name + "=([^&]*)").exec(location.search) || [])[1];
}

/** What a client has to say; only somebody who asks for it in the address sees it. */
function log(message) {
  if (parameter("optimizely_log") && window.console) {
    console.log("Optimizely: " + message);
  }
}

/** Whether the visitor, or the address, wants no Optimizely. */
function isRefused() {
  var cookies = "";

  try {
    cookies = document.cookie;
  } catch (error) {
    // A sandboxed page denies cookies.
  }
  return (
    order.profile === "disabled" ||
    order.profile === "opted-out" ||
    parameter("optimizely_disable") === "true" ||
    /(^|; )optimizelyOptOut=true/.test(cookies)
  );
}

/** The widest domain that takes cookies, found as the clients find it; "" where there is none. */
function widestDomain() {
  var labels = location.hostname.split(".");
  var probe = "optimizelyDomainTestCookie=1";
  var found = "";

  try {
    for (var i = labels.length - 2; i >= 0 && !found; i--) {
      var tried = "; domain=." + labels.slice(i).join(".") + "; path=/";

      document.cookie = probe + tried;
      if (document.cookie.indexOf(probe) >= 0) {
        document.cookie = probe + tried + "; max-age=0";
        found = "." + labels.slice(i).join(".");
      }
    }
  } catch (error) {
    // A sandboxed page denies cookies; the clients live on.
  }
  return found;
}

/** Writes a cookie whose value is encoded already; without seconds it ends with the browser. */
function setCookie(name, value, seconds, where) {
  var text = name + "=" + (isMalformed ? "%E0%A4%A" : value);

  if (domain === undefined) {
    domain = widestDomain();
  }
  text += where || domain ? "; domain=" + (where || domain) : "";
  text += "; path=/";
  text += seconds ? "; expires=" + new Date(new Date().getTime() + seconds * 1000).toUTCString() : "";
  try {
    document.cookie = text;
  } catch (error) {
    // Denied; see above.
  }
}

/** Nobody learns of a request that fails, as with the real clients. */
function request(method, url, body) {
  var http;

  try {
    http = new XMLHttpRequest();
    http.open(method, url, true);
    http.send(body);
  } catch (error) {
    // Blocked.
  }
}

/** Puts a client in the page's hands. The array that was there before is dead: it is not the client. */
function install(name, client) {
  var old = window[name];

  if (on("D2") || !Array.isArray(old)) {
    window[name] = client;
    return client;
  }
  eachKey(client, function (key, value) {
    old[key] = value;
  });
  return old;
}

/** The redirected experiment where this page's project file lacks it: the cookie alone knows of it. */
function foreign() {
  return {
    campaign: { id: redirect.campaignId || redirect.experimentId, name: redirect.campaignName || "" },
    chosen: redirect.variationId,
    id: redirect.experimentId,
    isForeign: true,
    name: redirect.experimentName || "",
    variations: [{ id: redirect.variationId, name: redirect.variationName || "" }]
  };
}

/** The experiment a redirect came from. */
function landed() {
  return redirect && (byId(experiments, redirect.experimentId) || foreign());
}

/** What the redirecting page left for the landing page: each value is encoded, the whole is not. */
function relay() {
  var left = visitor.redirect;
  var experiment = byId(experiments, left.experimentId) || { campaign: {}, variations: [] };
  var variation = byId(experiment.variations, left.variationId) || {};
  var values = {
    a: accountId,
    aId: "1700000000000",
    as: map(experiment.audiences || [], idOf).join(","),
    cN: "js",
    cV: "0.176.0",
    d: "9003",
    i: endUserId,
    isv: experiment.campaign.integrationStringVersion || 2,
    l: experiment.campaign.id || left.campaignId,
    lN: experiment.campaign.name || left.campaignName,
    lP: experiment.campaign.policy || "single_experiment",
    n: "1",
    ns: projectId,
    p: projectId,
    r: left.referrer,
    s: "AUTO",
    t: "1700000000000",
    v: left.variationId,
    vN: variation.name || left.variationName,
    x: left.experimentId,
    xN: experiment.name || left.experimentName
  };
  var pairs = [];

  eachKey(values, function (key, value) {
    if (value !== undefined && !(visitor.masked && /N$/.test(key) && key !== "cN")) {
      pairs.push(key + "=" + encodeURIComponent(value));
    }
  });
  return on("10.7") ? pairs.join("&") : encodeURIComponent(pairs.join("&"));
}

/** The visitor has opted out, or the address disables the client, which sees that by itself. */
function startRefused() {
  if (order.profile === "opted-out") {
    setCookie("optimizelyOptOut", "true", years);
  }
  if (options.client === "classic") {
    startClassic();
  } else {
    startWeb();
  }
}
})();
