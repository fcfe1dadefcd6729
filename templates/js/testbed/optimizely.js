/**
 * A page's Optimizely, without Optimizely: behaves like the real clients, inconvenient parts included.
 *
 * `window.tagwrightStub = {profile, visitor, names, options, without}` stands before it; README.md beside this
 * file says what each may be. Every surprise has an id (A4: the fourth surprise of Classic) and can be left
 * out with `without: ["A4"]`, so that a test can prove that it would notice.
 */
(function () {
  "use strict";
  var order = window.tagwrightStub || {};
  var visitor = order.visitor || { experiments: [] };
  var options = order.options || {};
  var without = order.without || [];
  var experiments = renamed(visitor.experiments || [], order.names || {});
  var redirect = visitor.redirect || null;
  var accountId = "9000";
  var projectId = "9001";
  var endUserId = "oeu1700000000000r0.5";
  var profiles = {
    classic: startClassic,
    web: startWeb,
    bundled: startBundled,
    edge: startEdge,
    absent: nothing,
    "opted-out": optOut,
    disabled: disable,
    shim: startShim
  };

  delete window.tagwrightStub;
  (profiles[order.profile] || nothing)();

  // -- what all clients share --------------------------------------------------------------------------

  /** Whether a surprise is wanted. */
  function on(id) {
    return without.indexOf(id) < 0;
  }

  function nothing() {}

  function has(object, key) {
    return Object.prototype.hasOwnProperty.call(object, key);
  }

  function each(list, callback) {
    for (var i = 0; i < list.length; i++) {
      callback(list[i], i);
    }
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
    var found = null;

    each(experiment.variations, function (variation) {
      if (variation.id === experiment.chosen) {
        found = variation;
      }
    });
    return found;
  }

  function isRedirected(experiment) {
    return !!redirect && redirect.experimentId === experiment.id;
  }

  /** Whether an experiment runs on this page at this moment of its time. */
  function runs(experiment, late) {
    return !!chosen(experiment) && experiment.active !== false && (late || !experiment.joins);
  }

  function setCookie(name, value, seconds) {
    var expires = new Date(new Date().getTime() + seconds * 1000);

    try {
      document.cookie = name + "=" + value + "; path=/; expires=" + expires.toUTCString();
    } catch (error) {
      // A sandboxed page denies cookies; the clients live on.
    }
  }

  function beacon(url, body) {
    try {
      navigator.sendBeacon(url, body);
    } catch (error) {
      // Nobody learns of it, as with the real clients.
    }
  }

  /** Calls back for each experiment that joins late, when its time has come. */
  function join(callback) {
    each(experiments, function (experiment) {
      if (experiment.joins && chosen(experiment) && experiment.active !== false) {
        setTimeout(function () {
          callback(experiment);
        }, experiment.joins);
      }
    });
  }

  // -- Classic -----------------------------------------------------------------------------------------

  function startClassic() {
    var revision = options.classicRevision || 2016;
    var queue = window.optimizely;
    var active = [];
    var late = {};
    var customTags = {};
    var loaded = false;
    var client;

    if (options.noJquery && on("A9")) {
      throw new ReferenceError("jQuery is not defined");
    }

    var commands = {
      activate: activate,
      addToAudience: nothing,
      addToSegment: nothing,
      bindTrackElement: nothing,
      bucketVisitor: nothing,
      customTag: function (key, value) {
        if (!loaded || !on("A12")) {
          customTags[key] = value;
        }
      },
      disable: nothing,
      getAccountId: function () {
        return +accountId;
      },
      getProjectId: function () {
        return +projectId;
      },
      log: nothing,
      optOut: nothing,
      setCookieDomain: nothing,
      setDimensionValue: nothing,
      trackEvent: trackEvent,
      verbose: nothing
    };

    function name(id, text, kind) {
      return visitor.masked ? (on("A2") ? kind + " " + id : "") : text;
    }

    /** Ids of the variations a visitor is in: one, or one per section of a multivariate. */
    function idsOf(experiment) {
      return experiment.sections
        ? experiment.sections.map(function (section) {
            return section.chosen;
          })
        : [experiment.chosen];
    }

    function indexOf(list, id) {
      for (var i = 0; i < list.length; i++) {
        if (list[i].id === id) {
          return i;
        }
      }
      return -1;
    }

    function namesOf(experiment) {
      var parts = experiment.sections || [experiment];

      return parts
        .map(function (part) {
          var variation = part.variations[indexOf(part.variations, part.chosen)];
          return name(variation.id, variation.name, "Var");
        })
        .join(", ");
    }

    function indexesOf(experiment) {
      return experiment.sections
        ? experiment.sections.map(function (section) {
            return indexOf(section.variations, section.chosen);
          })
        : indexOf(experiment.variations, experiment.chosen);
    }

    function isActive(experiment) {
      var landed = isRedirected(experiment) && on("A4");

      return runs(experiment, late[experiment.id]) && !landed;
    }

    /** Fills the one array that everybody holds. */
    function refill() {
      var ids = [];

      each(experiments, function (experiment) {
        if (isActive(experiment)) {
          ids.push(experiment.id);
        }
      });
      if (on("A5")) {
        // Keys below 2^32-1 come out of an object in ascending order, larger ones as they went in.
        ids = ids
          .filter(isIndex)
          .sort(function (a, b) {
            return a - b;
          })
          .concat(
            ids.filter(function (id) {
              return !isIndex(id);
            })
          );
      }
      if (on("A6")) {
        active.length = 0;
        active.push.apply(active, ids);
      } else {
        active = ids;
      }
    }

    function isIndex(id) {
      return id.length < 10 || (id.length === 10 && id < "4294967295");
    }

    function data() {
      var found = { audiences: {}, customTags: customTags, experiments: {}, sections: {}, segments: {} };

      found.variations = {};
      each(experiments, function (experiment) {
        describe(found, experiment);
      });
      found.state = state();
      found.visitor = {
        audiences: {},
        browser: "Google Chrome",
        dimensions: {},
        ip: "",
        location: { city: "", continent: "", country: "", region: "" },
        mobile: false,
        os: "Linux",
        params: { "": "" },
        referrer: "",
        segments: {}
      };
      return found;
    }

    function describe(found, experiment) {
      var sections = experiment.sections || [];

      found.experiments[experiment.id] = {
        code: "",
        conditional: false,
        manual: !!experiment.joins,
        name: name(experiment.id, experiment.name, "Exp"),
        section_ids: sections.map(idOf),
        variation_ids: sections.length ? [] : experiment.variations.map(idOf)
      };
      each(sections, function (section) {
        found.sections[section.id] = {
          name: name(section.id, section.name, "Sec"),
          variation_ids: section.variations.map(idOf)
        };
      });
      each(sections.length ? sections : [experiment], function (part) {
        each(part.variations, function (variation) {
          found.variations[variation.id] = { code: "", name: name(variation.id, variation.name, "Var") };
        });
      });
    }

    function idOf(thing) {
      return thing.id;
    }

    function state() {
      var found = { activeExperiments: active, variationIdsMap: {}, variationMap: {}, variationNamesMap: {} };

      each(experiments, function (experiment) {
        var isKnown = chosen(experiment) && (!experiment.joins || late[experiment.id]);

        if (isKnown && (on("A3") || isActive(experiment))) {
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
        found.redirectExperiment = redirect
          ? {
              experimentId: redirect.experimentId,
              referrer: redirect.referrer,
              variationId: redirect.variationId
            }
          : undefined;
      }
      return found;
    }

    /** Data and state are other objects after every call; the array of active experiments stays. */
    function rebuild() {
      refill();
      if (on("A6") || !client.data.state) {
        client.data = data();
      }
      client.activeExperiments = active;
      client.variationIdsMap = client.data.state.variationIdsMap;
      client.variationMap = client.variation_map = client.data.state.variationMap;
      client.variationNamesMap = client.data.state.variationNamesMap;
    }

    function activate(id) {
      each(experiments, function (experiment) {
        if (!id || experiment.id === id + "") {
          late[experiment.id] = true;
        }
      });
      if (loaded) {
        rebuild();
      }
    }

    function trackEvent(event) {
      beacon("https://" + projectId + ".log.optimizely.com/event?a=" + projectId + "&n=" + encodeURIComponent(event));
    }

    function run(item) {
      var command = typeof item === "string" ? [item] : item;
      var known = command && commands[command[0]];

      // Objects are unknown to clients before 2016: logged, and no more.
      if (known) {
        known.apply(null, Array.prototype.slice.call(command, 1));
        if (loaded) {
          rebuild();
        }
      }
    }

    function cookies() {
      var buckets = {};

      each(experiments, function (experiment) {
        if (chosen(experiment)) {
          buckets[experiment.id] = idsOf(experiment).join("_");
        }
      });
      setCookie("optimizelyEndUserId", endUserId, 34560000);
      setCookie("optimizelyBuckets", encodeURIComponent(JSON.stringify(buckets)), 34560000);
      setCookie("optimizelySegments", encodeURIComponent("{}"), 34560000);
      setCookie("optimizelyPendingLogEvents", encodeURIComponent("[]"), 15);
      if (redirect) {
        setCookie("optimizelyRedirect", encodeURIComponent(redirect.variationId + "|false"), 5);
        // The client on the landing page blanks the referrer before any script below it runs.
        setCookie("optimizelyReferrer", on("A4") ? "" : encodeURIComponent(redirect.referrer), 5);
      }
    }

    cookies();
    each(queue && queue.length ? queue : [], run);
    client = { $: nothing, data: {}, iapi: {}, revision: 1 };
    for (var command in commands) {
      if (has(commands, command)) {
        client[command] = commands[command];
      }
    }
    client.push = function (item) {
      run(item);
    };
    loaded = true;
    rebuild();
    client.allExperiments = client.all_experiments = raw(experiments);
    if (on("D2") || !queue) {
      window.optimizely = client;
    } else {
      for (var key in client) {
        queue[key] = client[key];
      }
    }
    beacon("https://" + projectId + ".log.optimizely.com/event?a=" + projectId + "&y=false&src=js&u=" + endUserId);
    if (on("A7")) {
      // The answer of the geo service runs the activation once more.
      setTimeout(rebuild, 40);
    }
    join(function (experiment) {
      late[experiment.id] = true;
      rebuild();
      if (!on("A8")) {
        document.dispatchEvent(new CustomEvent("optimizelyActivated"));
      }
    });
  }

  /** The experiments as the project file has them. */
  function raw(list) {
    var found = {};

    each(list, function (experiment) {
      found[experiment.id] = { enabled: true, name: visitor.masked ? undefined : experiment.name };
    });
    return found;
  }

  // -- Web ---------------------------------------------------------------------------------------------

  function startWeb() {
    var queue = window.optimizely;
    var listeners = [];
    var campaigns = {};
    var activation = "1700000000000";
    var first = ["clientMetadata", "cookieDomain", "disable", "load", "optOut", "rum"];
    var client = {
      data: { note: "Obsolete, use optimizely.get('data') instead" },
      get: get,
      initialized: true,
      push: push,
      state: {}
    };

    if (!on("B0")) {
      client.data = { state: { activeExperiments: [] } };
    }

    function name(text) {
      return visitor.masked ? (on("B3") ? null : "") : text;
    }

    function named(thing) {
      return { id: thing.id, name: name(thing.name) };
    }

    function isAB(experiment) {
      return experiment.campaign.policy !== "personalization";
    }

    /** What the client knows of a campaign by itself, before anybody asks. */
    function decide(experiment) {
      campaigns[experiment.campaign.id] = experiment;
    }

    function stateOf(experiment) {
      var variation = chosen(experiment);
      var isLanded = isRedirected(experiment);
      var shown = { id: experiment.id, name: name(experiment.name) };

      if (!isAB(experiment)) {
        shown.campaignName = name(experiment.campaign.name);
      }
      if (isLanded && experiment.absent) {
        return {
          allExperiments: [],
          audiences: [{}],
          campaignName: null,
          experiment: null,
          id: experiment.campaign.id,
          isActive: true,
          isInCampaignHoldback: false,
          reason: undefined,
          variation: null,
          visitorRedirected: true
        };
      }
      return {
        allExperiments: [{ id: experiment.id, name: name(experiment.name) }],
        audiences: isLanded && on("B5") ? [{}] : (experiment.audiences || []).map(named),
        campaignName: name(experiment.campaign.name),
        experiment: shown,
        id: experiment.campaign.id,
        isActive: experiment.active !== false,
        isInCampaignHoldback: !!experiment.heldBack,
        reason: undefined,
        variation: named(variation),
        visitorRedirected: isLanded
      };
    }

    function matches(state, filter) {
      for (var key in filter) {
        if (has(filter, key) && state[key] !== filter[key]) {
          return false;
        }
      }
      return true;
    }

    function getCampaignStates(filter) {
      var found = {};

      for (var id in campaigns) {
        if (has(campaigns, id) && chosen(campaigns[id])) {
          var state = stateOf(campaigns[id]);

          if (typeof filter === "function" ? filter(internal(campaigns[id])) : matches(state, filter)) {
            found[id] = state;
          }
        }
      }
      return found;
    }

    /** What a filter function receives is not what the getter returns. */
    function internal(experiment) {
      return {
        decision: decision(experiment),
        decisionTicket: ticket(experiment),
        isActive: experiment.active !== false,
        layerId: experiment.campaign.id,
        visitorRedirected: isRedirected(experiment)
      };
    }

    function getExperimentStates(filter) {
      var found = {};

      for (var id in campaigns) {
        if (has(campaigns, id) && isAB(campaigns[id]) && chosen(campaigns[id])) {
          var all = stateOf(campaigns[id]);
          var state = {
            audiences: all.audiences,
            experimentName: all.experiment && all.experiment.name,
            id: campaigns[id].id,
            isActive: all.isActive,
            isInExperimentHoldback: all.isInCampaignHoldback,
            reason: all.reason,
            variation: all.variation,
            visitorRedirected: all.visitorRedirected
          };

          if (matches(state, filter)) {
            found[state.id] = state;
          }
        }
      }
      return found;
    }

    function getActiveExperimentIds() {
      var states = getCampaignStates({ isActive: true });
      var ids = [];

      for (var id in states) {
        if (has(states, id)) {
          // Throws where a redirect landed on a page whose snippet lacks the campaign, as the real one does.
          ids.push(states[id].experiment.id);
        }
      }
      return ids;
    }

    function getVariationMap() {
      var map = {};

      each(experiments, function (experiment) {
        var variation = chosen(experiment);

        map[experiment.id] = variation
          ? { id: variation.id, index: experiment.variations.indexOf(variation), name: name(variation.name) }
          : { id: null, index: null, name: null };
      });
      return map;
    }

    function getRedirectInfo() {
      return redirect
        ? { experimentId: redirect.experimentId, referrer: redirect.referrer, variationId: redirect.variationId }
        : null;
    }

    function clean(text, should) {
      return should ? text.replace(/[^a-zA-Z0-9.~!*()']+/g, "_") : text;
    }

    /** The experiment that strings are about, or nothing when there are none. */
    function told(asked) {
      var experiment = campaigns[asked.campaignId];
      var isSilent = experiment && experiment.heldBack && isAB(experiment) && on("B4");

      return experiment && chosen(experiment) && !isSilent ? experiment : null;
    }

    function part(thing, asked, space) {
      return clean(name(thing.name) || "", asked.shouldCleanString) + (thing.name && space) + "(" + thing.id + ")";
    }

    function getDecisionObject(asked) {
      var experiment = told(asked);
      var found;

      if (!experiment) {
        return null;
      }
      found = {
        experiment: part(experiment, asked, visitor.masked ? "" : " "),
        variation: part(chosen(experiment), asked, visitor.masked ? "" : " ")
      };
      if (!isAB(experiment)) {
        found.campaign = part(experiment.campaign, asked, visitor.masked ? "" : " ");
        found.holdback = !!experiment.heldBack;
      }
      return found;
    }

    function getDecisionString(asked) {
      var experiment = told(asked);
      var parts;

      if (!experiment) {
        return null;
      }
      parts = [part(experiment, asked, ""), part(chosen(experiment), asked, "")];
      if (!isAB(experiment)) {
        parts.unshift(part(experiment.campaign, asked, ""));
        if (experiment.heldBack) {
          parts.push("holdback");
        }
      }
      return parts.join(":");
    }

    function get(what) {
      var modules = {
        behavior: { getByFrequency: nothing, getEvents: nothing, query: nothing },
        data: { accountId: accountId, campaigns: {}, clientName: "js", experiments: {}, projectId: projectId, revision: "1" },
        state: {
          getActivationId: function () {
            return activation;
          },
          getActiveExperimentIds: getActiveExperimentIds,
          getCampaignStateLists: function (filter) {
            var states = getCampaignStates(filter);

            for (var id in states) {
              if (has(states, id)) {
                states[id] = [states[id]];
              }
            }
            return states;
          },
          getCampaignStates: getCampaignStates,
          getDecisionObject: getDecisionObject,
          getDecisionString: getDecisionString,
          getExperimentStates: getExperimentStates,
          getPageStates: function () {
            return {};
          },
          getRedirectInfo: getRedirectInfo,
          getVariationMap: getVariationMap,
          isGlobalHoldback: function () {
            return false;
          }
        },
        utils: { observeSelector: nothing, poll: nothing, waitForElement: nothing, waitUntil: nothing },
        visitor: { browserId: "gc", custom: {}, device: "desktop", referrer: "", visitorId: endUserId },
        visitor_id: { randomId: endUserId }
      };

      return has(modules, what) ? modules[what] : undefined;
    }

    function decision(experiment) {
      var variation = chosen(experiment);

      return {
        campaignId: experiment.campaign.id,
        experimentId: variation ? experiment.id : null,
        isCampaignHoldback: !!experiment.heldBack,
        variationId: variation ? variation.id : null
      };
    }

    function ticket() {
      return { activationId: activation, audienceIds: [], bucketingId: endUserId, globalHoldback: 0 };
    }

    function emit(type, event, data) {
      each(listeners.slice(), function (listener) {
        var filter = listener.filter || {};

        if ((!filter.type || filter.type === type) && (!filter.name || filter.name === event)) {
          call(listener.handler, { data: data, name: event, type: type });
        }
      });
    }

    function call(handler, event) {
      if (!on("B2")) {
        handler(event);
        return;
      }
      try {
        handler(event);
      } catch (error) {
        // Swallowed, and reported to Optimizely alone.
        beacon("https://errors.client.optimizely.com/log", "ApiListenerError");
      }
    }

    function announce(experiment) {
      var isSilent = isRedirected(experiment) && on("B5");
      var data = {
        audiences: experiment.audiences || [],
        campaign: {
          experiments: [{ id: experiment.id, name: name(experiment.name), variations: experiment.variations.map(named) }],
          holdback: experiment.heldBack ? 10000 : 0,
          id: experiment.campaign.id,
          integrationSettings: {},
          integrationStringVersion: 2,
          name: name(experiment.campaign.name),
          policy: experiment.campaign.policy || "single_experiment",
          viewIds: ["9002"]
        },
        decision: decision(experiment),
        decisionTicket: ticket(experiment)
      };

      if (!chosen(experiment)) {
        data.decision.reason = "No eligible experiment and variation found.";
      }
      if (!isSilent && (chosen(experiment) || on("B1"))) {
        emit("lifecycle", "layerDecided", data);
        emit("lifecycle", "campaignDecided", data);
      }
    }

    /** One view of the page: campaigns are decided, in the order of the project. */
    function activate(again) {
      activation = String(+activation + 1);
      emit("lifecycle", "viewActivated", { metadata: {}, view: { id: "9002" } });
      emit("lifecycle", "pageActivated", { page: { apiName: "page", id: "9002" } });
      each(experiments, function (experiment) {
        if (experiment.active !== false && (!experiment.joins || again)) {
          decide(experiment);
          if (!again || on("B7")) {
            announce(experiment);
          }
        } else if (experiment.active === false) {
          decide(experiment);
        }
      });
      emit("lifecycle", "viewsActivated", { views: [{ id: "9002" }] });
      emit("lifecycle", "activated", undefined);
    }

    function push(item) {
      var type = item && (item.type || item[0]);

      if (type === "addListener") {
        listeners.push(item);
        if (!on("B6")) {
          call(item.handler, { data: undefined, name: (item.filter || {}).name, type: "lifecycle" });
        }
        return true;
      }
      if (type === "activate" || (type === "page" && item.isActive !== false)) {
        activate(true);
        return true;
      }
      if (type === "event" || type === "trackEvent") {
        track(item.eventName || item[1], item.tags || item[2] || {});
        return type === "event" || on("B10");
      }
      return type === "user" || type === "tags";
    }

    function track(event, tags) {
      emit("analytics", "trackEvent", { name: event, tags: tags, type: "custom" });
      send("other");
    }

    function send(kind) {
      beacon("https://logx.optimizely.com/v1/events", '{"client_name":"js","type":"' + kind + '"}');
    }

    function drain() {
      var items = [];
      var later = [];

      each(queue && queue.length ? queue : [], function (item) {
        (first.indexOf(item && item.type) >= 0 ? items : later).push(item);
      });
      each(items.concat(later), push);
    }

    setCookie("optimizelyEndUserId", endUserId, 15552000);
    if (redirect) {
      setCookie("optimizelyRedirectData", relay(), 5);
    }
    if (on("D2") || !queue) {
      window.optimizely = client;
    } else {
      for (var key in client) {
        queue[key] = client[key];
      }
    }
    drain();
    emit("lifecycle", "initialized", undefined);
    activate(false);
    send("client_activation");
    join(function (experiment) {
      decide(experiment);
      announce(experiment);
    });
    return client;
  }

  /** What the redirecting page left for the landing page: each value encoded, the whole not. */
  function relay() {
    var values = {
      a: accountId,
      l: redirect.campaignId || "",
      n: "1",
      p: projectId,
      r: redirect.referrer,
      v: redirect.variationId,
      x: redirect.experimentId
    };
    var pairs = [];

    for (var key in values) {
      if (has(values, key)) {
        pairs.push(key + "=" + encodeURIComponent(values[key]));
      }
    }
    return pairs.join("&");
  }

  /** A page that moves from Classic to Web has both in one file: Classic's object, with Web's getter. */
  function startBundled() {
    var queue = window.optimizely;
    var web = startWeb();

    window.optimizely = queue;
    startClassic();
    window.optimizely.get = web.get;
    window.optimizely.initialized = true;
    var push = window.optimizely.push;

    window.optimizely.push = function (item) {
      push(item);
      return web.push(item);
    };
  }

  // -- Performance Edge ----------------------------------------------------------------------------------

  function startEdge() {
    var queue = (window.optimizely || []).concat ? [].concat(window.optimizely || [], window.optimizelyEdge || []) : [];
    var listeners = [];
    var client = { get: get, he: true, push: pushEdge };
    var deprecated = !!window.optimizely;

    function named(thing) {
      return { id: thing.id, name: visitor.masked ? null : thing.name };
    }

    function decided(experiment) {
      return runs(experiment) && !isRedirected(experiment);
    }

    function getActiveExperiments() {
      var found = {};

      each(experiments, function (experiment) {
        if (decided(experiment) && (!experiment.heldBack || on("C6"))) {
          found[experiment.id] = named(experiment);
          found[experiment.id].variation = named(chosen(experiment));
        }
      });
      return found;
    }

    function get(what) {
      var modules = {
        state: {
          getActiveExperiments: getActiveExperiments,
          getActivePages: function () {
            return { 9002: { apiName: "page", id: "9002" } };
          },
          getRedirectInfo: function () {
            return redirect
              ? { experimentId: redirect.experimentId, referrer: redirect.referrer, variationId: redirect.variationId }
              : null;
          }
        },
        utils: { observeSelector: nothing, waitForElement: nothing, waitUntil: nothing }
      };

      return has(modules, what) ? modules[what] : undefined;
    }

    function take(item) {
      if (item && item.type === "addListener") {
        listeners.push(item);
      }
    }

    function pushEdge(item) {
      window.optimizely.push(item);
    }

    function emit(event, data) {
      each(listeners.slice(), function (listener) {
        var filter = listener.filter || {};

        if ((!filter.type || filter.type === "lifecycle") && (!filter.name || filter.name === event)) {
          try {
            listener.handler({ data: data, name: event, type: "lifecycle" });
          } catch (error) {
            // "Error in listener handler", logged where nobody looks.
          }
        }
      });
    }

    function announce(experiment) {
      var variation = runs(experiment) ? chosen(experiment) : null;
      var id = experiment.campaign.id;
      var known = on("C3") ? { id: experiment.id } : { id: experiment.id, name: experiment.name };

      known.variations = [{ actions: [], id: variation ? variation.id : "" }];
      emit("campaignDecided", {
        campaign: {
          experiments: [known],
          holdback: 0,
          id: id,
          integrationStringVersion: 1,
          policy: "single_experiment"
        },
        decision: {
          campaignId: id,
          experimentId: experiment.id,
          isCampaignHoldback: !!experiment.heldBack,
          variationId: variation ? variation.id : null
        },
        decisionTicket: { audienceIds: [] }
      });
    }

    /** The tracking script: drains what was pushed since, and is initialized a second time. */
    function startTracking() {
      var pushed = window.optimizely;

      each(pushed && pushed.length ? pushed : [], function (item) {
        if (queue.indexOf(item) < 0) {
          take(item);
        }
      });
      if (on("C1")) {
        window.optimizely = {
          data: { note: "Obsolete, use optimizely.get('data') instead" },
          initialized: true,
          push: function (item) {
            take(item);
            return true;
          },
          state: {}
        };
      }
      if (on("C4")) {
        emit("initialized", undefined);
      }
      emit("activated", undefined);
      beacon("https://logx.optimizely.com/v1/events", '{"client_name":"edge"}');
    }

    setCookie("optimizelyEndUserId", endUserId, 15552000);
    if (deprecated && window.console) {
      console.warn("DEPRECATED: use window.optimizelyEdge instead of window.optimizely");
    }
    if (on("C5")) {
      each(queue, take);
    } else {
      each(window.optimizelyEdge || [], take);
    }
    window.optimizelyEdge = client;
    if (on("C1")) {
      window.optimizely = queue.slice();
    }
    emit("initialized", undefined);
    each(experiments, function (experiment) {
      if (!isRedirected(experiment)) {
        announce(experiment);
      }
    });
    if (options.edgeTracking !== false) {
      setTimeout(startTracking, 300);
    }
  }

  // -- pages on which nothing is decided -----------------------------------------------------------------

  /** The visitor has opted out: Classic leaves an object without state, Web leaves the page's array for ever. */
  function optOut() {
    setCookie("optimizelyOptOut", "true", 34560000);
    disable();
  }

  function disable() {
    if ((options.client || "web") === "classic") {
      window.optimizely = {
        activeExperiments: [],
        data: on("A1") ? {} : undefined,
        push: nothing,
        variationIdsMap: {},
        variationMap: {},
        variationNamesMap: {}
      };
    } else if (!on("B9")) {
      window.optimizely = { push: nothing };
    }
  }

  /** What Firefox's tracking protection puts in Optimizely's place; its first version returns nothing at all. */
  function startShim() {
    var empty = function () {
      return options.firstShim ? undefined : {};
    };

    window.optimizely = {
      data: { note: "Obsolete, use optimizely.get('data') instead" },
      get: function (what) {
        if (what === "jquery" && on("D1")) {
          throw new TypeError("undefined is not a function");
        }
        return {
          getActivationId: empty,
          getActiveExperimentIds: function () {
            return options.firstShim ? undefined : [];
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
      },
      initialized: true,
      push: nothing,
      state: {}
    };
  }
})();
