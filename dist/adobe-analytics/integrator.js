/*! adobe-analytics 1.0.0 tagwright 0.1.0 0BSD */

(function (settings) {
  "use strict";

  var reported = reportedBy("adobe-analytics#3e063071", "1.0.0");
  var pending = [];
  var redirect = null;
  var timer;
  var looks = 0;
  var seen;
  var asked = {};
  var held = {};
  var waits = 0;

  /**
   * Lets the integrator say what to report and when. It knows experiment and variations; the rest of the
   * decision is read here. A request that `finish` does not follow is reported soon after.
   */
  function watch() {
    (window.integrator = window.integrator || []).push({
      makeRequest: function (experimentId) {
        asked[experimentId] = 1;
        seen = -1;
        again();
      },
      finish: pass
    });
  }

  /**
   * Considers what Performance Edge runs on this page. Its getters list held-back visitors too: only the
   * decision event tells, and `held` keeps what it told. Where a redirect landed they may lack the
   * redirected experiment, and its names.
   */
  function readEdge(edge) {
    var state = edge.get("state");
    var running = state.getActiveExperiments();
    var info = state.getRedirectInfo();

    function considerOne(one) {
      consider(
        "edge",
        one,
        one,
        [one.variation.id + ""],
        [one.variation.name || one.variation.id + ""],
        info,
        held[one.id]
      );
    }

    for (var id in running) {
      if ({}.hasOwnProperty.call(running, id)) {
        considerOne(running[id]);
      }
    }
    if (info && !running[info.experimentId]) {
      considerOne({ id: info.experimentId, variation: { id: info.variationId } });
    }
  }

  /**
   * Considers what Optimizely Web runs on this page. A redirect to a page whose snippet lacks the
   * campaign leaves its ids only.
   */
  function readWeb(web) {
    var state = web.get("state");
    var campaigns = state.getCampaignStates({ isActive: true });
    var info = state.getRedirectInfo();
    var one;
    var variation;

    for (var id in campaigns) {
      if ({}.hasOwnProperty.call(campaigns, id)) {
        one = campaigns[id];
        variation = one.variation || (info && { id: info.variationId });
        if (variation) {
          consider(
            "web",
            one,
            one.experiment || { id: info.experimentId },
            [variation.id + ""],
            [variation.name || variation.id + ""],
            info,
            one.isInCampaignHoldback
          );
        }
      }
    }
  }

  /**
   * Considers what Optimizely Classic runs on this page. The maps hold every experiment the visitor was
   * ever in and are rebuilt when one joins late, so `activeExperiments` rules: it is read again when it
   * has grown. Only clients older than 2016 need the cookie for a redirect that landed here.
   */
  function readClassic(data, state) {
    var ids = state.activeExperiments.slice();
    var info;
    var one;
    var variationIds;
    var variationNames;

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
    for (var i = 0; i < ids.length; i++) {
      one = { id: ids[i], name: (data.experiments[ids[i]] || 0).name };
      variationIds = (state.variationIdsMap[one.id] || info.variationId.split("_")).slice();
      variationNames = [];
      for (var j = 0; j < variationIds.length; j++) {
        variationNames[j] =
          (data.variations[variationIds[j]] || 0).name ||
          (!variationIds[1] && state.variationNamesMap[one.id]) ||
          variationIds[j];
      }
      consider("classic", one, one, variationIds, variationNames, info);
    }
  }

  /**
   * The redirect that clients older than 2016 leave in a cookie for 5 seconds, or nothing. Its referrer
   * is lost: the client blanks that cookie before any script below can read it.
   */
  function redirectInCookie(idsOf) {
    var variationId = /\boptimizelyRedirect=(\w+)/.exec(document.cookie)[1];

    for (var id in idsOf) {
      if ({}.hasOwnProperty.call(idsOf, id) && idsOf[id].join("_") === variationId) {
        return { experimentId: id, variationId: variationId };
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
    var state = data.state && data.state.activeExperiments && data.state;
    var isAnnounced = edge.get || other.get;

    if (edge.get) {
      attempt(readEdge, edge);
    } else if (other.get) {
      attempt(readWeb, other);
    }
    if (state) {
      attempt(readClassic, data, state);
    }
    if ((state || !isAnnounced) && looks-- > 0) {
      again();
    }
    deliver();
    return state && !isAnnounced;
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
   * Takes a decision, once in a document. Ids become strings, because they pass 2^53; a missing or
   * masked name becomes the id. Where a redirect landed the client no longer knows the audiences: it lists
   * an empty object. `campaign` and `experiment` are objects of the client with `id`, `name`.
   */
  function consider(client, campaign, experiment, ids, names, landed, isHoldback) {
    var key = keyOf(campaign, experiment, ids);
    // The annotation lets a minifier leave it out where no body reads it.
    var isRedirect = /*@__PURE__*/ isLanded(landed, experiment);

    if (landed) {
      redirect = landed;
    }
    if (!reported[key] && isWanted(isHoldback, experiment)) {
      reported[key] = 1;
      take({
        client: client,
        campaignId: campaign.id + "",
        campaignName: campaign.campaignName || campaign.name || campaign.id + "",
        experimentId: experiment.id + "",
        experimentName: experiment.name || experiment.id + "",
        variationIds: ids,
        variationNames: names,
        variationName: names.join(", "),
        isHoldback: !!isHoldback,
        isRedirect: isRedirect,
        audiences: (!isRedirect && campaign.audiences) || []
      });
    }
  }

  /** Whether a redirect of this experiment brought the visitor here. */
  function isLanded(info, experiment) {
    return !!info && info.experimentId == experiment.id;
  }

  /** What makes two reports the same within a document. */
  function keyOf(layer, test, variations) {
    return layer.id + "," + test.id + "," + variations;
  }

  /**
   * Whether a decision is reported: when the integrator has asked for it. It asks for no held-back visitor; the
   * holdback of a personalization, whose experiments alone have the key `campaignName`, is what it is measured by.
   */
  function isWanted(isHeldBack, inExperiment) {
    return isHeldBack ? "campaignName" in inExperiment : asked[inExperiment.id];
  }

  /** Queues a decision for `deliver`. */
  function take(decision) {
    pending.push(decision);
  }

  /** Reports what is queued once the SDK can take it; gives up in silence after `settings.timeout` seconds. */
  function deliver() {
    if (!pending[0]) {
      waits = 0;
    } else if (attempt(isReady)) {
      waits = 0;
      report();
    } else if (waits++ < settings.timeout * 10) {
      again();
    } else {
      pending = [];
    }
  }

  /** Calls the body's functions for what is queued; what a call brings about may queue more. */
  function report() {
    begin();
    while (pending[0]) {
      attempt(makeRequest, pending.shift(), settings);
    }
    end();
  }

  /**
   * Calls the body's `initialize`, once in a document. A referrer that the client does not know is no
   * redirect to the body: an empty one would be reported as a direct visit.
   */
  function begin() {
    var referrer = redirect && redirect.referrer;

    if (!reported.begun) {
      reported.begun = 1;
      attempt(initialize, settings, referrer + "" === referrer ? { referrer: referrer } : null);
    }
  }

  /** Calls the body's `finish`. */
  function end() {
    attempt(finish, settings);
  }

  /**
   * What snippets of this platform and these settings have reported in this document, shared by all of
   * them: `window.__tagwright[key]`, not enumerable. A null prototype keeps what a page adds to
   * Object.prototype (`get`, `writable`) out of the descriptor.
   */
  function reportedBy(key, version) {
    var descriptor = { __proto__: null, value: {} };
    var all = (
      window.__tagwright ? window : Object.defineProperty(window, "__tagwright", descriptor)
    ).__tagwright;

    return (all[key] = all[key] || { version: version });
  }

  /** What a call returns, or nothing when it throws: a failure costs that call, not the page and not the next call. */
  function attempt(call, first, second) {
    try {
      return call(first, second);
    } catch (error) {
      // The setting `debug` shows it.
    }
  }

  /** At most `max` characters (UTF-16 units, as JavaScript counts) of a text, without half a character at the end. */
  function cut(text, max) {
    return text.length > max ? text.slice(0, max).replace(/[\uD800-\uDBFF]$/, "") : text;
  }

  /** As much of a text as fits in `max` bytes of UTF-8, without half a character at the end. */
  function cutBytes(text, max) {
    var end = 0;
    var code;

    for (var i = 0; i < text.length; i++) {
      code = text.charCodeAt(i);
      // Each half of a surrogate pair counts two of its four bytes.
      max -= code < 128 ? 1 : code < 2048 || (code > 55295 && code < 57344) ? 2 : 3;
      if (max < 0) {
        break;
      }
      end = i + 1;
    }
    return text.slice(0, end).replace(/[\uD800-\uDBFF]$/, "");
  }

  /** `name (id)`, cut in the name alone, so that the whole is at most `max` long as `cutter` counts. */
  function nameWithId(name, id, max, cutter) {
    var tail = " (" + id + ")";

    return (max ? (cutter || cut)(name, Math.max(0, max - tail.length)) : name) + tail;
  }

  function isReady() {
    return window[settings.global] && window[settings.global].tl;
  }

  var decisions = [];

  /** Sends a custom link; its fourth argument leaves the page's own variables as they are. */
  function makeRequest(decision, settings) {
    var overrides = { linkTrackVars: settings.variable };

    if (settings.send === "page") {
      decisions.push(decision);
      return;
    }
    overrides[settings.variable] = describe(decision, settings, roomOf(settings));
    if (settings.event) {
      overrides.linkTrackVars += ",events";
      overrides.linkTrackEvents = overrides.events = settings.event;
    }
    window[settings.global].tl(true, "o", settings.link_name, overrides);
  }

  /** Gives the page's hits the referrer from before the redirect. */
  function initialize(settings, redirect) {
    if (redirect) {
      window[settings.global].referrer = redirect.referrer;
    }
  }

  /** Fills the variable for the page's own hit: all decisions share the room of an eVar or prop. */
  function finish(settings) {
    var texts = [];
    var max = isList(settings) ? 255 : (roomOf(settings) + 1) / decisions.length - 1;

    if (settings.send === "page" && decisions[0]) {
      for (var i = 0; i < decisions.length; i++) {
        texts[i] = describe(decisions[i], settings, max);
      }
      window[settings.global][settings.variable] = texts.join(settings.delimiter);
    }
  }

  function isList(settings) {
    return /^l/.test(settings.variable);
  }

  /** Bytes that fit: each value of a list variable has its own room. */
  function roomOf(settings) {
    return /^p/.test(settings.variable) ? 100 : 255;
  }

  /** Experiment and variation in at most `max` bytes, each with its whole id; a delimiter would part them. */
  function describe(decision, settings, max) {
    // The other 10 are ":" and ":holdback".
    var text =
      nameWithId(decision.experimentName, decision.experimentId, (max - 10) / 2, cutBytes) +
      ":" +
      nameWithId(decision.variationName, decision.variationIds.join("_"), (max - 10) / 2, cutBytes) +
      (decision.isHoldback ? ":holdback" : "");

    return isList(settings) || settings.send === "page" ? text.split(settings.delimiter).join(" ") : text;
  }
  attempt(watch);
})({
  delimiter: ",",
  event: "",
  global: "s",
  link_name: "OptimizelyLayerDecision",
  send: "link",
  timeout: 10,
  variable: "eVar5"
});
