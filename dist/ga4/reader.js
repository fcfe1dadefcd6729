/*! ga4 1.0.0 tagwright 0.1.0 0BSD */

(function (settings) {
  "use strict";

  var reported = reportedBy("ga4#9dcf9dc8", "1.0.0");
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

  /** Queues a decision for `deliver`. */
  function take(decision) {
    pending.push(decision);
  }

  /** Reports what is queued. */
  function deliver() {
    if (pending[0]) {
      report();
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

  /** The body has no `finish`. */
  function end() {}

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

  /** Sends one `experience_impression`, the event Google's guide for experiment tools asks for. */
  function makeRequest(decision, settings) {
    // A hyphen parts the ids: those of a multivariate are joined as Optimizely Classic does.
    var variation = decision.isHoldback ? "holdback" : decision.variationIds.join("_");

    gtag(
      settings,
      toArguments("event", "experience_impression", {
        // Without it an event that comes before the page's "config" is dropped.
        send_to: settings.measurement_id,
        exp_variant_string: settings.tool + "-" + decision.experimentId + "-" + variation,
        experiment_id: decision.experimentId,
        experiment_name: cutEncoded(decision.experimentName, 100),
        variation_id: variation,
        variation_name: decision.isHoldback ? variation : cutEncoded(decision.variationName, 100)
      })
    );
  }

  /** Gives what is sent from now on the referrer from before the redirect; "" is a direct visit. */
  function initialize(settings, redirect) {
    if (redirect) {
      gtag(settings, toArguments("set", "page_referrer", redirect.referrer));
    }
  }

  /** Queues a command: the page's own `gtag` may be missing or renamed, its queue is always right. */
  function gtag(settings, command) {
    (window[settings.data_layer] = window[settings.data_layer] || []).push(command);
  }

  /** What gtag.js takes for a command: it ignores arrays and plain objects. */
  function toArguments() {
    return arguments;
  }

  /** As much of a text as takes `max` characters once it is encoded for a URL, as Google counts. */
  function cutEncoded(text, max) {
    var over;

    text = cut(text, max);
    // Half a pair cannot be encoded: "\u00e9" takes six characters, half of the pair's twelve.
    while ((over = encodeURIComponent(text.replace(/[\uD800-\uDFFF]/g, "\u00e9")).length - max) > 0) {
      // No unit takes more than nine.
      text = cut(text, text.length - Math.ceil(over / 9));
    }
    return text;
  }
  attempt(watch);
})({
  data_layer: "dataLayer",
  measurement_id: "G-XXXXXXXXXX",
  tool: "OPT"
});
