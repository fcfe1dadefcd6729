/*! posthog 1.0.0 tagwright 0.1.0 0BSD */

(function (settings) {
  "use strict";

  var reported = reportedBy("posthog#67fdb950", "1.0.0");
  var pending = [];
  var redirect = null;
  var timer;
  var looks = 600;
  var seen;
  var held = {};

  /** Reads now, when all is decided, and soon after a campaign is decided by itself; listeners are never replayed. */
  function watch() {
    if (!pass()) {
      attempt(listen, "campaignDecided", hear);
      attempt(listen, "activated", pass);
    }
  }

  /** A campaign was decided; on Edge nothing else tells that the visitor is held back. */
  function hear(event) {
    again();
    held[event.data.decision.experimentId] = event.data.decision.isCampaignHoldback;
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
   * Whether a decision is reported: a held-back visitor of an A/B test saw nothing, while the holdback
   * of a personalization, whose experiments alone have the key `campaignName`, is what it is measured by.
   */
  function isWanted(isHeldBack, inExperiment) {
    return !isHeldBack || "campaignName" in inExperiment;
  }

  /** Reports a decision at once: the platform takes calls at any time. */
  function take(decision) {
    attempt(makeRequest, decision, settings);
  }

  /** Every decision was reported as it was taken. */
  function deliver() {}

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

  /**
   * Captures the event that PostHog takes for an exposure, and puts the variant on later events, by which
   * metrics are attributed. The array and the SDK take `push` alike; the SDK runs `register` first.
   */
  function makeRequest(decision, settings) {
    var posthog = (window.posthog = window.posthog || []);
    var key = asKey(decision.experimentName, decision.experimentId, settings);
    var variant = variantOf(decision, settings);
    var registered = {};
    var captured = { $feature_flag: key, $feature_flag_response: variant };

    captured["$feature/" + key] = registered["$feature/" + key] = variant;
    if (settings.register) {
      posthog.push(["register", registered]);
    }
    posthog.push(["capture", settings.event, captured]);
  }

  /** PostHog's baseline is always named "control". */
  function variantOf(decision, settings) {
    if (decision.isHoldback) {
      return "holdback";
    }
    return decision.variationName === settings.original
      ? "control"
      : asKey(decision.variationName, decision.variationIds.join("-"), settings);
  }

  /**
   * What PostHog's own form makes of a name: keys hold letters, digits, "_" and "-" only, 400 at most. A
   * name of which nothing is left becomes the id.
   */
  function asKey(name, id, settings) {
    var key = name.toLowerCase().replace(/[^a-z0-9_-]+/g, "-");

    return (settings.key === "name" && key.replace(/^-+|-+$/g, "").slice(0, 400)) || id;
  }
  attempt(watch);
})({
  event: "$feature_flag_called",
  key: "name",
  original: "Original",
  register: true
});
