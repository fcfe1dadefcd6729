/**
 * What `get("state")` gives on Web. `now` is what the client keeps in mind: `{activation, decided, isPageActive}`,
 * the campaigns by id in the order in which they were decided.
 */
function createWebState(now) {
  return {
    getActivationId: function () {
      return now.activation + "";
    },
    getActiveExperimentIds: getActiveExperimentIds,
    getCampaignStateLists: getCampaignStateLists,
    getCampaignStates: getCampaignStates,
    getDecisionObject: getDecisionObject,
    getDecisionString: getDecisionString,
    getExperimentStates: getExperimentStates,
    getPageStates: getPageStates,
    getRedirectInfo: function () {
      return redirect && redirectInfo();
    },
    getVariationMap: getVariationMap,
    isGlobalHoldback: function () {
      return false;
    }
  };

  function stateOf(experiment) {
    var campaign = experiment.campaign;
    var shown = named(experiment);

    if (!isTest(experiment)) {
      shown.campaignName = shownName(campaign.name);
    }
    return {
      allExperiments: experiment.isForeign ? [] : [named(experiment)],
      audiences: audiencesOf(experiment),
      campaignName: experiment.isForeign ? null : shownName(campaign.name),
      experiment: experiment.isForeign ? null : shown,
      id: campaign.id,
      isActive: isCurrent(experiment),
      isInCampaignHoldback: !!experiment.heldBack,
      reason: experiment.isForced ? "force" : undefined,
      variation: experiment.isForeign ? null : named(chosen(experiment)),
      visitorRedirected: isRedirected(experiment)
    };
  }

  /** A filter is an object of what must be so, or a function, which receives the client's own record. */
  function passes(filter, state, record) {
    var isPassed = true;

    if (typeof filter === "function") {
      return filter(record);
    }
    eachKey(filter || {}, function (key, value) {
      isPassed = isPassed && state[key] === value;
    });
    return isPassed;
  }

  function recordOf(experiment) {
    return {
      decision: decisionOf(experiment),
      decisionTicket: ticketOf(experiment, now.activation),
      isActive: isCurrent(experiment),
      layerId: experiment.campaign.id,
      visitorRedirected: isRedirected(experiment)
    };
  }

  /** Calls back for each campaign with a variation, in the order in which they were decided. */
  function eachDecided(callback) {
    var ids = keysOf(now.decided);

    each(on("B8") ? ids : ids.sort(), function (id) {
      if (chosen(now.decided[id])) {
        callback(now.decided[id], stateOf(now.decided[id]));
      }
    });
  }

  function getCampaignStates(filter) {
    var found = {};

    eachDecided(function (experiment, state) {
      if (passes(filter, state, recordOf(experiment))) {
        found[state.id] = state;
      }
    });
    return found;
  }

  function getCampaignStateLists(filter) {
    var found = {};

    eachKey(getCampaignStates(filter), function (id, state) {
      found[id] = [state];
    });
    return found;
  }

  function getExperimentStates(filter) {
    var found = {};

    eachDecided(function (experiment, all) {
      var state = {
        audiences: all.audiences,
        experimentName: all.experiment && all.experiment.name,
        id: experiment.id,
        isActive: all.isActive,
        isInExperimentHoldback: all.isInCampaignHoldback,
        reason: all.reason,
        variation: all.variation,
        visitorRedirected: all.visitorRedirected
      };

      if (isTest(experiment) && passes(filter, state, recordOf(experiment))) {
        found[state.id] = state;
      }
    });
    return found;
  }

  /** Throws where a redirect landed on a page whose project file lacks the campaign, as the real one does. */
  function getActiveExperimentIds() {
    var ids = [];

    eachKey(getCampaignStates({ isActive: true }), function (id, state) {
      if (state.experiment || on("10.4")) {
        ids.push(state.experiment.id);
      }
    });
    return ids;
  }

  function getVariationMap() {
    var found = {};

    each(experiments, function (experiment) {
      var variation = chosen(experiment);

      found[experiment.id] = variation
        ? { id: variation.id, index: experiment.variations.indexOf(variation), name: shownName(variation.name) }
        : { id: null, index: null, name: null };
    });
    if (redirect && landed().isForeign) {
      found[redirect.experimentId] = { id: redirect.variationId, index: null, name: null };
    }
    return found;
  }

  function getPageStates(filter) {
    var state = pageOf();

    state.isActive = now.isPageActive;
    state.metadata = {};
    return passes(filter, state, state) ? { 9002: state } : {};
  }

  /** The experiment that strings are about, or nothing when there are none. */
  function told(asked) {
    var experiment = has(now.decided, asked.campaignId) && now.decided[asked.campaignId];

    if (!experiment && on("10.4")) {
      // Whatever campaign is asked for, known or not: a redirect answers for it.
      experiment = landed();
    }
    if (!experiment || !chosen(experiment) || (experiment.heldBack && isTest(experiment) && on("B4"))) {
      return null;
    }
    return experiment;
  }

  /** A thing's name as it is asked for, or "" where names are hidden. */
  function textOf(thing, asked) {
    var text = (!visitor.masked && thing.name) || "";

    return asked.shouldCleanString ? clean(text) : text;
  }

  function longest(asked) {
    return asked.maxLength === undefined ? 255 : asked.maxLength;
  }

  /** `name (id)`: names are cut, ids never; a name that had to be cut loses the space. */
  function nameWithId(thing, asked) {
    var text = textOf(thing, asked);
    var id = "(" + thing.id + ")";
    var room = Math.max(longest(asked) - id.length, 0);

    return text.length > room ? text.slice(0, room) + id : text + (text && " ") + id;
  }

  function getDecisionObject(asked) {
    var experiment = told(asked);
    var found;

    if (!experiment) {
      return null;
    }
    found = { experiment: nameWithId(experiment, asked), variation: nameWithId(chosen(experiment), asked) };
    if (!isTest(experiment)) {
      found.campaign = nameWithId(experiment.campaign, asked);
      found.holdback = !!experiment.heldBack && on("B4");
    }
    return found;
  }

  function getDecisionString(asked) {
    var experiment = told(asked);
    var things;
    var isHeldBack;
    var end;

    if (!experiment) {
      return null;
    }
    things = isTest(experiment) ? [] : [experiment.campaign];
    things.push(experiment, chosen(experiment));
    isHeldBack = experiment.heldBack && on("B4");
    if (experiment.campaign.integrationStringVersion === 1) {
      end = isHeldBack ? ":holdback" : ":treatment";
    } else {
      end = isHeldBack ? ":holdback" : "";
    }
    return joined(things, asked, end);
  }

  /** Names share the room that ids and separators leave, from the last one to the first. */
  function joined(things, asked, end) {
    var room = longest(asked) - ("(" + map(things, idOf).join("):(") + ")" + end).length;
    var parts = [];

    if (room < 0) {
      throw new Error("maxLength is too small");
    }
    for (var i = things.length - 1; i >= 0; i--) {
      var text = textOf(things[i], asked).slice(0, Math.floor(room / (i + 1)));

      room -= text.length;
      parts.unshift(text + "(" + things[i].id + ")");
    }
    return parts.join(":") + end;
  }
}
