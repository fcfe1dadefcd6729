/*! snowplow 1.0.0 tagwright 0.1.0 0BSD */

(function (settings) {
  "use strict";

  var reported = reportedBy("snowplow#df168e7b", "1.0.0");
  var pending = [];
  var redirect = {};
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
    attempt(report);
    if (pending[0] && waits++ < settings.timeout * 10) {
      again();
    } else {
      pending = [];
      waits = 0;
    }
  }

  /** Calls the body's functions for what is queued, once the SDK can take it; what a call brings about may queue more. */
  function report() {
    if (pending[0] && isReady()) {
      begin();
      while (pending[0]) {
        attempt(makeRequest, pending.shift(), settings);
      }
      end();
    }
  }

  /** The body has no `initialize`. */
  function begin() {}

  /** The body has no `finish`. */
  function end() {}

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

  /** At most `max` characters (UTF-16 units, as JavaScript counts) of a text, without half a character at the end. */
  function cut(text, max) {
    return text.substring(0, max).replace(/[\uD800-\uDBFF]$/, "");
  }

  function isReady() {
    return hasTracker(window[settings.global]);
  }

  /**
   * Whether the SDK and a tracker are there. Snowplow's tag queues in an array until its SDK is there, and
   * what was called before `newTracker` is lost. A function that is called has the trackers as `this`.
   */
  function hasTracker(call) {
    var found;

    if (!call.q.slice) {
      call(function () {
        // prototype.js replaces `Object.keys`.
        found = Object.getOwnPropertyNames(this)[0];
      });
    }
    return found;
  }

  /** Tracks one event, self-describing when there is a schema for it. Longer texts would make Snowplow drop it. */
  function makeRequest(decision, settings) {
    var holdback = decision.isHoldback && "holdback";
    var data = {
      experimentId: decision.experimentId,
      experimentName: cut(decision.experimentName, 1000),
      variationId: holdback || decision.variationIds.join(),
      variationName: holdback || cut(decision.variationName, 1000)
    };

    if (settings.schema) {
      window[settings.global]("trackSelfDescribingEvent", {
        event: { schema: settings.schema, data: data }
      });
    } else {
      window[settings.global]("trackStructEvent", {
        category: settings.category,
        action: data.experimentName,
        label: data.variationName,
        property: data.experimentId + ":" + data.variationId
      });
    }
  }
  attempt(watch);
})({
  category: "Optimizely",
  global: "snowplow",
  schema: "",
  timeout: 10
});
