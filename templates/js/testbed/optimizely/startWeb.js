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
