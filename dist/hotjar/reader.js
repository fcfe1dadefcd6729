/*! hotjar 1.0.0 tagwright 0.1.0 0BSD */

(function (settings) {
  "use strict";

  var reported = reportedBy("hotjar#eb69311a", "1.0.0");
  var pending = [];
  var redirect = {};
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
   * Takes a decision, once in a document. Ids become strings, because they pass 2^53; a missing or
   * masked name becomes the id. Where a redirect landed the client no longer knows the audiences: it lists
   * an empty object. `campaign` and `experiment` are objects of the client with `id`, `name`.
   */
  function consider(campaign, experiment, ids, names, isHoldback, landed, client) {
    var key = campaign.id + "," + experiment.id + "," + ids + viewOf(campaign);

    if (landed) {
      redirect = landed;
    }
    if (!reported[key] && isWanted(isHoldback, experiment)) {
      reported[key] = 1;
      take(
        {
          client: client,
          campaignId: campaign.id + "",
          campaignName: campaign.campaignName || campaign.name || campaign.id + "",
          experimentId: experiment.id + "",
          experimentName: experiment.name || experiment.id + "",
          variationIds: ids,
          variationNames: names,
          variationName: names.join(", "),
          isHoldback: !!isHoldback,
          isRedirect: isLanded(landed, experiment),
          audiences: (!isLanded(landed, experiment) && campaign.audiences) || []
        },
        key
      );
    }
  }

  /** Whether a redirect of this experiment brought the visitor here. */
  function isLanded(info, test) {
    return (info || 0).experimentId == test.id;
  }

  /** What tells the views of a document apart: nothing, it counts as one. */
  function viewOf() {
    return "";
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
    var all = window.__tagwright || {};

    // A copy of the snippet defines it again, as it is: that changes nothing.
    Object.defineProperty(window, "__tagwright", { __proto__: null, value: all });
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

  /** Sends one event: its name is all that Hotjar keeps of it. */
  function makeRequest(decision, settings) {
    window.hj =
      window.hj ||
      function () {
        (window.hj.q = window.hj.q || []).push(arguments);
      };
    window.hj(
      "event",
      settings.prefix +
        nameOf(decision.experimentName, decision.experimentId, settings) +
        "-" +
        (decision.isHoldback
          ? "holdback"
          : nameOf(decision.variationName, decision.variationIds.join("_"), settings))
    );
  }

  /**
   * A name in the characters that Hotjar accepts; the id, where none of them is left. Nine digits in a row
   * would be taken for personal data: their middle is left out, as Optimizely's own integration does.
   */
  function nameOf(name, id, settings) {
    var text = name.replace(/[^a-zA-Z0-9-]+/g, "_").slice(0, 80);

    return (text === "_" ? id : settings.ids ? text + "_" + id : text).replace(
      /(\d{3})\d{3,}(\d{3})/g,
      "$1_$2"
    );
  }
  attempt(watch);
})({
  ids: false,
  prefix: "Optimizely-"
});
