/** Performance Edge: getters at once, for two things only; a tracking script 300 ms later. */
function startEdge() {
  var tracked = window.optimizely;
  var listeners = [];
  var commands = [].concat((on("C5") && tracked) || [], window.optimizelyEdge || []);
  var client = { get: get, he: true, push: push };
  var isReady = on("C2");
  var isTracking = false;

  each((on("C5") && tracked) || [], function (item) {
    hear(item);
  });
  each(window.optimizelyEdge || [], function (item) {
    hear(item);
  });
  // The server has decided; what the page says of the visitor comes too late.
  admit({});
  setUserCookie();
  if (visitor.redirect) {
    setCookie("optimizelyRedirectData", relay(), 5);
  }
  if (tracked && on("C5") && window.console) {
    console.warn("DEPRECATED: use window.optimizelyEdge instead of window.optimizely");
  }
  if (on("C1")) {
    window.optimizely = commands.slice();
  }
  each(commands, take);
  install("optimizelyEdge", client);
  emit("initialized");
  each(experiments, function (experiment) {
    if (!isRedirected(experiment)) {
      announce(experiment);
    }
  });
  setTimeout(function () {
    isReady = true;
  }, 0);
  if (options.edgeTracking !== false) {
    setTimeout(startTracking, 300);
  }

  /** The server knows the domain; on another one the browser refuses the cookie. */
  function setUserCookie() {
    setCookie("optimizelyEndUserId", endUserId, 15552000, on("C7") ? options.edgeDomain : "");
  }

  function nameOf(thing) {
    return visitor.masked ? undefined : thing.name;
  }

  /** Everything with a variation, held back or not; where a redirect landed, nothing of it. */
  function isListed(experiment) {
    return (
      runs(experiment) &&
      (!experiment.heldBack || on("C6")) &&
      (!isRedirected(experiment) || !on("10.6")) &&
      isReady
    );
  }

  function getActiveExperiments() {
    var found = {};

    each(experiments, function (experiment) {
      var variation = chosen(experiment);

      if (isListed(experiment)) {
        found[experiment.id] = {
          id: experiment.id,
          name: nameOf(experiment),
          variation: { id: variation.id, name: nameOf(variation) }
        };
      }
    });
    return found;
  }

  function get(what) {
    switch (what) {
      case "state":
        return {
          getActiveExperiments: getActiveExperiments,
          getActivePages: function () {
            return { 9002: { apiName: page.apiName, id: page.id } };
          },
          getRedirectInfo: function () {
            return redirect && redirectInfo();
          }
        };
      case "utils":
        return { observeSelector: nothing, waitForElement: nothing, waitUntil: nothing };
      default:
        return on("10.6") ? undefined : {};
    }
  }

  /** Commands wait for the tracking script, or reach it. */
  function push(item) {
    hear(item);
    if (window.optimizely && window.optimizely.push) {
      window.optimizely.push(item);
    } else {
      take(item);
    }
  }

  function take(item) {
    if (item && item.type === "addListener") {
      listeners.push(item);
    } else if (item && item.type === "event" && isTracking) {
      send("other");
    }
  }

  function emit(event, data) {
    each(listeners.slice(), function (listener) {
      var filter = listener.filter || {};

      if ((!filter.type || filter.type === "lifecycle") && (!filter.name || filter.name === event)) {
        try {
          listener.handler({ data: data, name: event, type: "lifecycle" });
        } catch (error) {
          log("4.0: Error in listener handler: " + error.message);
        }
      }
    });
  }

  /** Tells ids alone; nothing but this tells that a visitor is held back. */
  function announce(experiment) {
    var variation = runs(experiment) ? chosen(experiment) : null;
    var shown = { id: experiment.id, variations: [{ actions: [], id: variation ? variation.id : "" }] };

    if (!on("C3")) {
      shown.name = experiment.name;
    }
    emit("campaignDecided", {
      campaign: {
        experiments: [shown],
        holdback: 0,
        id: experiment.campaign.id,
        integrationStringVersion: 1,
        policy: "single_experiment"
      },
      decision: {
        campaignId: experiment.campaign.id,
        experimentId: experiment.id,
        isCampaignHoldback: !!experiment.heldBack,
        variationId: variation ? variation.id : null
      },
      decisionTicket: { audienceIds: [] }
    });
  }

  /** The tracking script takes what was pushed since, and is initialized a second time. */
  function startTracking() {
    var pushed = window.optimizely;

    isTracking = true;
    if (on("C1")) {
      window.optimizely = { data: note, initialized: true, push: pushTracked, state: {} };
    }
    each(Array.isArray(pushed) ? pushed : [], function (item) {
      if (commands.indexOf(item) < 0) {
        take(item);
      }
    });
    if (on("C4")) {
      emit("initialized");
    }
    emit("activated");
    send("client_activation");
  }

  function pushTracked(item) {
    take(item);
    return true;
  }

  function send(kind) {
    var events = [{ a: {}, e: null, k: kind, t: new Date().getTime(), u: "9004", y: kind }];
    var body = {
      account_id: accountId,
      anonymize_ip: true,
      client_name: on("C7") ? "edge" : "js",
      project_id: projectId,
      visitors: [
        { attributes: [], session_id: "AUTO", snapshots: [{ decisions: [], events: events }], visitor_id: endUserId }
      ]
    };

    request("POST", "https://logx.optimizely.com/v1/events", JSON.stringify(body));
  }
}
