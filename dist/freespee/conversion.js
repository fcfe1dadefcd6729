/*! freespee 1.0.0 tagwright 0.1.0 0BSD */

(function (settings) {
  "use strict";

  var known = reportedBy("freespee#b22716d0", "1.0.0");
  var delay = 100;
  var timer;

  /** Where listeners go: to Edge when it is there or awaited, else to Web, whose queue is created when absent. */
  function queue() {
    return window.optimizelyEdge || (window.optimizely = window.optimizely || []);
  }

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

  /** Reads now, and for a minute ever more seldom: Classic announces nothing, and each look reads cookies. */
  function watch() {
    attempt(pass);
    if (delay < 15000) {
      setTimeout(watch, delay);
      delay *= 1.3;
    }
  }

  /** Reads who the visitor is, where that may be, and gives it to the platform when it is not what it was given last. */
  function pass() {
    var visitor = isAllowed() ? describe() : {};
    var key = JSON.stringify(visitor);

    if (visitor.userId && key !== known.told && mayCollect()) {
      known.told = key;
      attempt(collect, visitor, settings);
    }
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

  /** Nobody is asked. */
  function isAllowed() {
    return true;
  }

  /** The platform takes it at any time. */
  function mayCollect() {
    return true;
  }

  /** Reads again when Web or Edge decides something; Classic that is there has nothing to hear. */
  function hearDecisions() {
    if (!queue().getProjectId) {
      listen("campaignDecided", again);
      listen("activated", again);
    }
  }

  /** Hears one event of the client, also of one that has not loaded yet. */
  function listen(name, handler) {
    queue().push({
      type: "addListener",
      filter: { type: "lifecycle", name: name },
      handler: handler
    });
  }

  /** Who the visitor is to Optimizely. `variations` is short: "experiment:variation,\u2026", without what the visitor is held back from. */
  function describe() {
    var all = getDecisions();
    var pairs = [];

    for (var i = 0; i < all.length; i++) {
      if (!all[i].isHoldback) {
        pairs.push(all[i].experimentId + ":" + all[i].variationIds.join("_"));
      }
    }
    return {
      userId: getUserId(),
      accountId: ownId("getAccountId", "accountId", ""),
      projectId: ownId("getProjectId", "projectId", ""),
      decisions: all,
      variations: pairs.join(",")
    };
  }

  /**
   * Every decision that a conversion of this visitor counts for, by ids: what Classic keeps in its cookie, and what Web or
   * Edge has decided, on this page and before it. Classic and Edge have no campaigns: the experiment's id stands for it.
   */
  function getDecisions() {
    var found = [];

    function add(campaignId, experimentId, variationId, isHoldback) {
      found.push({
        campaignId: campaignId,
        experimentId: experimentId,
        variationIds: variationId.split("_"),
        isHoldback: !!isHoldback
      });
    }

    getVariationsInParameters().replace(/(\d+)=(\w+)/g, function (pair, id, variationId) {
      add(id, id, variationId);
    });
    attempt(function () {
      var state = told("state");
      var all = state[state.getCampaignStates ? "getCampaignStates" : "getActiveExperiments"]();

      for (var id in all) {
        if (all[id].variation) {
          add(id, (all[id].experiment || all[id]).id, all[id].variation.id, all[id].isInCampaignHoldback);
        }
      }
    });
    return found;
  }

  /** Classic's experiments and variations: "&x<experiment>=<variation>". A "0" says that the visitor is excluded. */
  function getVariationsInParameters() {
    return stored("Buckets", "&x", /"(\d+)":"([1-9][\d_]*)"/g);
  }

  /** The visitor's id: what Web says, which may use another than the cookie that all clients share. */
  function getUserId() {
    var id = cookie("EndUserId");

    return id && (told("visitor").visitorId || id);
  }

  /** The id of the account or of the project, as a string: what Classic says, or Web, or else the setting. */
  function ownId(getter, key, given) {
    var classic = attempt(function () {
      return queue()[getter]();
    });

    return (classic || told("data")[key] || given) + "";
  }

  /**
   * What one of Classic's cookies holds, JSON of `{"id": "value"}`, as parameters. `pattern` finds the pairs: nothing else
   * that may be in the cookie is taken, and nothing of it can throw.
   */
  function stored(name, letter, pattern) {
    var text = "";

    if (isClassic()) {
      cookie(name).replace(pattern, function (pair, id, value) {
        text += letter + id + "=" + value;
      });
    }
    return text;
  }

  /** Whether Classic's cookies count: they outlive Classic by years, so not on a page that has Web or Edge alone. */
  function isClassic() {
    var client = queue();

    return client.getProjectId || !client.get;
  }

  /** What Web or Edge tells of one thing; an empty object where there is neither. */
  function told(what) {
    return (
      attempt(function () {
        return queue().get(what);
      }) || {}
    );
  }

  /** The decoded value of one of Optimizely's cookies; "" where it is missing, malformed or denied, and for who opted out. */
  function cookie(name) {
    return (
      attempt(function () {
        var all = document.cookie;

        return (
          !/optimizelyOptOut=true/.test(all) &&
          decodeURIComponent(("; " + all).split("; optimizely" + name + "=")[1].split(";")[0])
        );
      }) || ""
    );
  }

  /**
   * Keeps a value in a cookie of this host for some days; an empty one takes the cookie away. Browsers drop a cookie beyond
   * 4,096 bytes: of a longer list with commas the first 3,000 characters are kept, of which encoding makes no more than 3,600.
   */
  function writeCookie(name, value, days) {
    document.cookie =
      name +
      "=" +
      encodeURIComponent(value[3000] ? value.slice(0, 3000).replace(/,[^,]*$/, "") : value) +
      "; path=/; max-age=" +
      (value ? days * 86400 : 0) +
      "; samesite=lax";
  }

  // Keeps who the visitor is in two cookies; the platform's script is set up to capture them with the visit.

  function collect(visitor, settings) {
    writeCookie(settings.user_cookie, visitor.userId, settings.days);
    writeCookie(settings.variations_cookie, visitor.variations, settings.days);
  }
  if (!known.started) {
    known.started = 1;
    watch();
    attempt(hearDecisions);
  }
})({
  days: 30,
  user_cookie: "optimizely_user_id",
  variations_cookie: "optimizely_variations"
});
