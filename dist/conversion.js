/*! conversion 0.1.0 tagwright 0.1.0 0BSD */

(function (settings) {

  /** Where listeners go: to Edge when it is there or awaited, else to Web, whose queue is created when absent. */
  function queue() {
    return window.optimizelyEdge || (window.optimizely = window.optimizely || []);
  }

  /** What a call returns, or nothing when it throws: a failure costs that call, not the page and not the next call. */
  function attempt(call, first, second) {
    try {
      return call(first, second);
    } catch (error) {
      // The setting `debug` shows it.
    }
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

  /** What Web or Edge tells of one thing; an empty object where there is neither. */
  function told(what) {
    return (
      attempt(function () {
        return queue().get(what);
      }) || {}
    );
  }

  /** Whether Classic's cookies count: they outlive Classic by years, so not on a page that has Web or Edge alone. */
  function isClassic() {
    var client = queue();

    return client.getProjectId || !client.get;
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

  /** The id of the account or of the project, as a string: what Classic says, or Web, or else the setting. */
  function ownId(getter, key, given) {
    var classic = attempt(function () {
      return queue()[getter]();
    });

    return (classic || told("data")[key] || given) + "";
  }

  /** The account's id. */
  function getAccountId() {
    return ownId("getAccountId", "accountId", settings.account_id);
  }

  /** The project's id. */
  function getProjectId() {
    return ownId("getProjectId", "projectId", settings.project_id);
  }

  /** The visitor's id: what Web says, which may use another than the cookie that all clients share. */
  function getUserId() {
    var id = cookie("EndUserId");

    return id && (told("visitor").visitorId || id);
  }

  /** Classic's experiments and variations: "&x<experiment>=<variation>". A "0" says that the visitor is excluded. */
  function getVariationsInParameters() {
    return stored("Buckets", "&x", /"(\d+)":"([1-9][\d_]*)"/g);
  }

  /** Classic's segments: "&s<segment>=<value>". Values are encoded in the cookie already; one that is not is no client's. */
  function getSegmentsInParameters() {
    return stored("Segments", "&s", /"(\d+)":"([\w.~!*'()%-]+)"/g);
  }

  /** A goal's value as Optimizely takes it, integer cents; undefined when there is none. The clients send no zero. */
  function centsOf(value) {
    return attempt(Math.round, value) % 1e15 || undefined;
  }

  /**
   * The address that counts a goal in Classic, as the client's own request has it; "" when it cannot be told whose
   * conversion it is. `goal` is the event's name as it stands in Optimizely, `value` integer cents.
   */
  function generateConversionUrl(goal, value) {
    var account = getAccountId();
    var project = getProjectId();
    var user = getUserId();
    var name = goal && attempt(encodeURIComponent, goal);
    var cents = centsOf(value);

    return isClassic() && account && project && user && name
      ? "https://" +
          project +
          ".log.optimizely.com/event?a=" +
          project +
          "&d=" +
          account +
          "&n=" +
          name +
          "&u=" +
          encodeURIComponent(user) +
          getVariationsInParameters() +
          getSegmentsInParameters() +
          (cents ? "&v=" + cents : "") +
          "&time=" +
          Math.floor(new Date() / 1000)
      : "";
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

  /**
   * Counts a goal: in Classic by its address, in Web by Optimizely's Event API. The decisions it counts for, holdbacks
   * among them, Optimizely adds there by itself, as it does for the client's own events. A goal that Web does not know,
   * and one that comes before Optimizely, on Edge or where the browser lacks what is needed, is handed to the client.
   */
  function sendConversion(goal, value) {
    var url = generateConversionUrl(goal, value);
    var user = getUserId();
    var cents = centsOf(value);
    var events = told("data").events;

    if (url) {
      new Image().src = url;
    }
    for (var id in events) {
      if (user && (events[id] || 0).apiName === goal) {
        attempt(function () {
          var to =
            settings.region === "eu"
              ? "https://eu.logx.optimizely.com/v1/events"
              : "https://logx.optimizely.com/v1/events";
          var text = JSON.stringify({
            account_id: getAccountId(),
            project_id: getProjectId(),
            anonymize_ip: true,
            client_name: "tagwright",
            enrich_decisions: true,
            visitors: [
              {
                visitor_id: user,
                snapshots: [
                  {
                    decisions: [],
                    events: [
                      {
                        entity_id: id,
                        key: goal,
                        timestamp: +new Date(),
                        revenue: cents,
                        uuid: crypto.randomUUID()
                      }
                    ]
                  }
                ]
              }
            ]
          });

          url =
            navigator.sendBeacon(to, text) ||
            fetch(to, { method: "POST", body: text, keepalive: true }).then(null, queue);
        });
      }
    }
    if (!url && goal) {
      queue().push({ type: "event", eventName: goal, tags: { revenue: cents } });
    }
  }
  window.optimizelyConversion = {
    getAccountId: getAccountId,
    getProjectId: getProjectId,
    getUserId: getUserId,
    getVariationsInParameters: getVariationsInParameters,
    getSegmentsInParameters: getSegmentsInParameters,
    generateConversionUrl: generateConversionUrl,
    sendConversion: sendConversion,
    getDecisions: getDecisions
  };
  if (settings.globals) {
    for (var name in window.optimizelyConversion) {
      if (name !== "getDecisions" && {}.hasOwnProperty.call(window.optimizelyConversion, name)) {
        window[name] = window.optimizelyConversion[name];
      }
    }
  }
})({
  account_id: "",
  globals: false,
  project_id: "",
  region: "us"
});
