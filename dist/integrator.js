/*! integrator 0.1.0 tagwright 0.1.0 0BSD */

(function () {
  "use strict";

  var integrator;
  var integrations = [];
  var experiments = {};
  var considered = {};
  var count = 0;
  var landed = null;
  var isBusy;
  var timer;
  var looks = 600;
  var seen;
  var held = {};

  /** Reads now, when all is decided, and soon after a campaign is decided by itself; listeners are never replayed. */
  function watch() {
    if (!pass()) {
      listen("campaignDecided", hear);
      listen("activated", pass);
    }
  }

  /** A campaign was decided; on Edge nothing else tells that the visitor is held back. */
  function hear(event) {
    var decision = event.data.decision;

    again();
    held[decision.experimentId] = decision.isCampaignHoldback;
  }

  /** Hears one event of the client, also of one that has not loaded yet. */
  function listen(name, handler) {
    queue().push({
      type: "addListener",
      filter: { type: "lifecycle", name: name },
      handler: handler
    });
  }

  /** Where listeners go: to Edge when it is there or awaited, else to Web, whose queue is created when absent. */
  function queue() {
    return window.optimizelyEdge || (window.optimizely = window.optimizely || []);
  }

  /**
   * Considers what Web or Edge runs on this page. Edge's getters list held-back visitors too: only the decision event
   * tells, and `held` keeps what it told. Where a redirect landed both may lack the redirected experiment or its
   * names: its ids are all there is.
   */
  function readStates(api) {
    var state = api.get("state");
    var all = running(state);
    var info = state.getRedirectInfo();
    var isSeen = !info;

    function considerOne(id) {
      var one = all[id] || { id: info.experimentId };
      var variation = one.variation || (info && { id: info.variationId });
      var experiment = one.experiment || (one.variation ? one : info && { id: info.experimentId });

      if (variation) {
        isSeen = isSeen || experiment.id == info.experimentId;
        consider(
          one,
          experiment,
          [variation.id + ""],
          [variation.name || variation.id + ""],
          one.isInCampaignHoldback || held[experiment.id],
          info,
          /*@__PURE__*/ clientOf(api)
        );
      }
    }

    // prototype.js replaces `Object.keys`.
    Object.getOwnPropertyNames(all).forEach(considerOne);
    if (!isSeen) {
      considerOne();
    }
  }

  /** What runs here, by id: experiments on Edge, campaigns on Web. */
  function running(state) {
    return state.getActiveExperiments ? state.getActiveExperiments() : state.getCampaignStates({ isActive: true });
  }

  /** The client an API belongs to. */
  function clientOf(api) {
    return api === window.optimizelyEdge ? "edge" : "web";
  }

  /**
   * Considers what Optimizely Classic runs on this page. The maps hold every experiment the visitor was
   * ever in and are rebuilt when one joins late, so `activeExperiments` rules: it is read again when it
   * has grown. Only clients older than 2016 need the cookie for a redirect that landed here.
   */
  function readClassic(data, state) {
    var ids = state.activeExperiments.slice();
    var info;

    if (seen === ids.length) {
      return;
    }
    seen = ids.length;
    info =
      "redirectExperiment" in state
        ? state.redirectExperiment
        : attempt(redirectInCookie, state.variationIdsMap);
    if (info && ids.indexOf(info.experimentId) < 0) {
      ids.push(info.experimentId);
    }
    ids.forEach(function (id) {
      var one = { id: id, name: (data.experiments[id] || 0).name };
      var variationIds = (state.variationIdsMap[id] || info.variationId.split("_")).slice();
      var names = [];

      // prototype.js replaces `map`.
      variationIds.forEach(function (variationId) {
        names.push(
          (variationIds[1] ? (data.variations[variationId] || 0).name : state.variationNamesMap[id]) || variationId
        );
      });
      consider(one, one, variationIds, names, 0, info, "classic");
    });
  }

  /**
   * The redirect that clients older than 2016 leave in a cookie for 5 seconds, or nothing. Its referrer
   * is lost: the client blanks that cookie before any script below can read it.
   */
  function redirectInCookie(idsOf) {
    var ids = /\boptimizelyRedirect=(\w+)/.exec(document.cookie)[1];

    // What a page adds to Object.prototype comes last: that throws where nothing was found.
    for (var id in idsOf) {
      if (idsOf[id].join("_") === ids) {
        return { experimentId: id };
      }
    }
  }

  /**
   * Reads what is there and reports what is new; returns whether Classic alone is there. Web and Edge
   * announce what comes later. Classic does not, and neither does a page without Optimizely, so these
   * are looked at again for a minute. An Edge page can have `optimizely.get` as well: Edge comes first.
   */
  function pass() {
    var edge = window.optimizelyEdge || {};
    var other = window.optimizely || {};
    var data = other.data || {};
    var state = data.state || {};
    var isClassic = state.activeExperiments;
    var api = edge.get ? edge : other;

    if (api.get) {
      attempt(readStates, api);
    }
    if (isClassic) {
      attempt(readClassic, data, state);
    }
    if ((isClassic || !api.get) && looks-- > 0) {
      again();
    }
    deliver();
    return isClassic && !api.get;
  }

  /** Another pass in 100 ms; a burst of events is read once. */
  function again() {
    timer =
      timer ||
      setTimeout(function () {
        timer = 0;
        pass();
      }, 100);
  }

  /**
   * Notes an experiment that runs here, for every integration. A held-back visitor saw nothing, and the two
   * arguments of `makeRequest` cannot say so; integrations are only told that something came.
   */
  function consider(campaign, experiment, ids, names, isHoldback, info) {
    var id = experiment.id + "";
    var key = id + "," + ids + "," + !!isHoldback;

    landed = info || landed;
    if (!considered[key]) {
      considered[key] = 1;
      count++;
      if (!isHoldback) {
        experiments[id] = { ids: ids, name: experiment.name || id, names: names };
      }
    }
  }

  /** Tells the integrations what is new, once a client is there. What they do meanwhile waits for its turn. */
  function deliver() {
    if (!isBusy && isThere()) {
      isBusy = 1;
      for (var i = 0; i < integrations.length; i++) {
        inform(integrations[i]);
      }
      isBusy = 0;
    }
  }

  /** Calls the three functions of an integration: the first once, the second for each experiment, the third after them. */
  function inform(one) {
    var known = one.known;

    function call(name) {
      if (one.integration[name]) {
        one.integration[name]();
      }
    }

    if (known !== count) {
      one.known = count;
      if (known < 0) {
        attempt(call, "initialize");
      }
      for (var id in experiments) {
        if ({}.hasOwnProperty.call(experiments, id)) {
          attempt(one.makeRequest, id, experiments[id].ids.slice());
        }
      }
      attempt(call, "finish");
    }
  }

  /** Whether a client that decides is on the page; see the reading rule on their signs. */
  function isThere() {
    var other = window.optimizely || {};
    var state = (other.data || {}).state || {};

    return (window.optimizelyEdge || {}).get || other.get || state.activeExperiments;
  }

  /**
   * Registers an integration, once: the page may have left it in `window.integration` and register it as well.
   * The oldest Analytics-JS took a function alone.
   */
  function register(integration) {
    var known = false;

    integration = integration instanceof Function ? { makeRequest: integration } : integration || {};
    for (var i = 0; i < integrations.length; i++) {
      known = known || integrations[i].integration === integration;
    }
    if (!known && integration.makeRequest instanceof Function) {
      integrations.push({ integration: integration, known: -1, makeRequest: once(integration) });
    }
    attempt(pass);
  }

  /**
   * The integration's `makeRequest`, which takes each experiment and variation once. Stands in its place on the
   * integration too: some look for late experiments themselves and then call it.
   */
  function once(integration) {
    var makeRequest = integration.makeRequest;
    var done = {};

    function request(experimentId, variationIds) {
      var key = experimentId + "," + variationIds;

      if (!done[key]) {
        done[key] = 1;
        return makeRequest.call(integration, experimentId, variationIds);
      }
    }

    attempt(function () {
      integration.makeRequest = request;
    });
    return request;
  }

  /** A copy of what runs here: experiment id to an array of variation ids. */
  function relevant() {
    var found = {};

    attempt(pass);
    for (var id in experiments) {
      if ({}.hasOwnProperty.call(experiments, id)) {
        found[id] = experiments[id].ids.slice();
      }
    }
    return found;
  }

  /** The id of the experiment a variation belongs to, or undefined. A multivariate's is "v1_v2": its first tells. */
  function experimentOf(variationId) {
    var first = (variationId + "").split("_")[0];
    var data = clientData()[0];
    var found;

    function look(list, inside) {
      for (var id in list) {
        if ({}.hasOwnProperty.call(list, id) && inside(list[id]).join().split(",").indexOf(first) >= 0) {
          found = found || id;
        }
      }
    }

    look(relevant(), function (ids) {
      return ids;
    });
    look(data.experiments, function (experiment) {
      var ids = experiment.variation_ids.slice();
      var sections = experiment.section_ids || [];

      for (var i = 0; i < sections.length; i++) {
        ids.push(data.sections[sections[i]].variation_ids.join());
      }
      return ids;
    });
    return found;
  }

  /**
   * Names as Analytics-JS made them: the prefix first, the names of a multivariate cut one by one and joined, then
   * cleaned, then cut. A length that is absent or not positive is no limit. `key` and `value` are the older words.
   */
  function sendableNames(experimentId, variationIds, expLength, varLength, mvtVarLength, makeClean, prefix) {
    var ids = [].concat(variationIds || []);
    var known = {}.hasOwnProperty.call(experiments, experimentId) && experiments[experimentId];
    var names = [];
    var experimentName;
    var variationName;

    function limited(text, max) {
      return max > 0 ? cut(text, max) : text;
    }

    for (var i = 0; i < ids.length; i++) {
      names[i] = (known && known.names[known.ids.indexOf(ids[i] + "")]) || nameOf("variations", ids[i]);
      if (ids.length > 1 && mvtVarLength > 0) {
        names[i] = cut(names[i], mvtVarLength - 1);
      }
    }
    experimentName = (prefix || "") + (known ? known.name : nameOf("experiments", experimentId));
    variationName = names.join("~");
    if (makeClean) {
      experimentName = clean(experimentName);
      variationName = clean(variationName.replace("#", ""));
    }
    experimentName = limited(experimentName, expLength);
    variationName = limited(variationName, varLength);
    return {
      experimentName: experimentName,
      variationName: variationName,
      key: experimentName,
      value: variationName
    };
  }

  /** The name of an experiment or a variation; its id where the client hides it or does not know it. */
  function nameOf(kind, id) {
    var sources = clientData();
    var list;
    var name;

    for (var i = 0; i < sources.length && !name; i++) {
      list = sources[i][kind] || {};
      name = {}.hasOwnProperty.call(list, id) && (list[id] || {}).name;
    }
    return (name || id) + "";
  }

  /** What each client on the page knows of its project: Classic keeps it open, Web hands it out. */
  function clientData() {
    var other = window.optimizely || {};
    var web = other.get && attempt(function () {
      return other.get("data");
    });

    return [other.data || {}, web || {}];
  }

  /**
   * `integrator.redirect`: where a visitor who was redirected came from. Nothing of it is known before a client is
   * there; every function looks again.
   */
  function createRedirect() {
    var cookie = createCookies();
    var redirect = {
      REDIRECT_COOKIE_NAME: "optimizelyRedirect",
      REFERRER_REDIRECT_COOKIE_NAME: "optimizelyReferrer",
      cookie: cookie,
      referrer: null,
      variationId: null,

      /** "<variation id>|<true or false>", or null: only Classic has it, for five seconds. */
      getRedirectCookie: function () {
        return cookie.get("optimizelyRedirect");
      },
      /** The variation that redirected here, or null. */
      getRedirectVariationId: function () {
        redirect.initializeRedirectVariationId();
        return redirect.variationId;
      },
      /** The referrer from before the redirect: "" for a direct visit, null where there was none or it is not known. */
      getRedirectReferrer: function () {
        redirect.initializeRedirectReferrerUrl();
        return redirect.referrer;
      },
      initializeRedirectVariationId: function () {
        var id = (landed && landed.variationId) || fromCookie("optimizelyRedirect");

        // Classic writes "unknown variation" when it cannot tell.
        redirect.variationId = id && /^[\d_]+/.test(id) ? id.split("|")[0] : null;
      },
      initializeRedirectReferrerUrl: function () {
        var referrer = landed && landed.referrer;

        redirect.referrer = referrer + "" === referrer ? referrer : fromCookie("optimizelyReferrer");
      },
      initializeRedirect: function () {
        redirect.initializeRedirectVariationId();
        redirect.initializeRedirectReferrerUrl();
      }
    };

    /** A cookie of the client's own, unless it tells by itself; blanked ones, as Classic leaves them, say nothing. */
    function fromCookie(name) {
      attempt(pass);
      return tellsRedirects() ? null : cookie.get(name) || null;
    }

    return redirect;
  }

  /** Whether the client itself tells of a redirect, so that no cookie has to be read. */
  function tellsRedirects() {
    var other = window.optimizely || {};

    return (window.optimizelyEdge || {}).get || other.get || "redirectExperiment" in ((other.data || {}).state || {});
  }

  /** `integrator.redirect.cookie`: reads and writes cookies; where they are denied there are none. */
  function createCookies() {
    function all() {
      var found = {};
      var pairs = (attempt(function () {
        return document.cookie;
      }) || "").split(/;\s*/);

      for (var i = 0; i < pairs.length; i++) {
        var at = pairs[i].indexOf("=");

        if (at > 0) {
          found[" " + decoded(pairs[i].slice(0, at))] = decoded(pairs[i].slice(at + 1));
        }
      }
      return found;
    }

    /** A malformed value is what it is. */
    function decoded(text) {
      try {
        return decodeURIComponent(text);
      } catch (error) {
        return text;
      }
    }

    function write(name, value, attributes) {
      return !!name && !!attempt(function () {
        document.cookie = encodeURIComponent(name) + "=" + encodeURIComponent(value) + attributes;
        return true;
      });
    }

    function where(path, domain) {
      return (domain ? "; domain=" + domain : "") + (path ? "; path=" + path : "");
    }

    return {
      /** The decoded value, or null. */
      get: function (name) {
        var found = all()[" " + name];

        return found === undefined ? null : found;
      },
      /** `end` is seconds, Infinity, a date as text or a Date; absent: until the browser closes. */
      set: function (name, value, end, path, domain, isSecure) {
        var until = end === Infinity ? 34560000 : end;
        var expires = typeof until === "number" ? "; max-age=" + until : until ? "; expires=" + (until.toUTCString ? until.toUTCString() : until) : "";

        return write(name, value, expires + where(path, domain) + (isSecure ? "; secure" : ""));
      },
      remove: function (name, path, domain) {
        return this.has(name) && write(name, "", "; max-age=0" + where(path, domain));
      },
      has: function (name) {
        return this.get(name) !== null;
      },
      keys: function () {
        var found = all();
        var names = [];

        for (var name in found) {
          if ({}.hasOwnProperty.call(found, name)) {
            names.push(name.slice(1));
          }
        }
        return names;
      }
    };
  }

  /** Optimizely's own cleaner: only for platforms that forbid characters, because it loses every non-Latin name. */
  function clean(text) {
    return text.replace(/[^a-zA-Z0-9.~!*()']+/g, "_");
  }

  /** At most `max` characters (UTF-16 units, as JavaScript counts) of a text, without half a character at the end. */
  function cut(text, max) {
    return text.substring(0, max).replace(/[\uD800-\uDBFF]$/, "");
  }

  /**
   * Stands in the place of the queue that pages push to, and takes what is in it. A second copy stays idle, and so
   * does one that finds another integrator.
   */
  function start() {
    var queue = window.integrator || [];

    if (queue.registerCallback) {
      return;
    }
    integrator = window.integrator = {
      /** Set it to true, and errors of integrations are shown in the console. */
      debug: false,
      push: register,
      registerIntegration: register,
      registerCallback: register,
      getRelevantExperimentIds: relevant,
      getExperimentId: experimentOf,
      makeSendableNames: sendableNames,
      redirect: createRedirect()
    };
    watch();
    for (var i = 0; i < queue.length; i++) {
      register(queue[i]);
    }
    register(window.integration);
  }

  /** What a call returns, or nothing when it throws; the console shows what was thrown when `integrator.debug` is set. */
  function attempt(call, first, second) {
    try {
      return call(first, second);
    } catch (error) {
      if (integrator && integrator.debug && window.console) {
        console.error("integrator: a call failed", first, error);
      }
    }
  }
  attempt(start);
})();
