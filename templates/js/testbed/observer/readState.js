/** What Optimizely says of this visit, read through its public face; nothing is kept and nothing is written. */
function readState() {
  var web = window.optimizely;
  var edge = window.optimizelyEdge;
  var state = {};

  function ask(object, name, argument) {
    try {
      return object && typeof object[name] === "function" ? object[name](argument) : undefined;
    } catch (error) {
      return undefined;
    }
  }

  function keep(name, value) {
    if (value !== undefined && value !== null) {
      state[name] = value;
    }
  }

  if (edge && typeof edge.get === "function") {
    keep("edge.getActiveExperiments", ask(ask(edge, "get", "state"), "getActiveExperiments"));
    keep("edge.getRedirectInfo", ask(ask(edge, "get", "state"), "getRedirectInfo"));
  } else if (web && typeof web.get === "function") {
    keep("web.getCampaignStates", ask(ask(web, "get", "state"), "getCampaignStates"));
    keep("web.getRedirectInfo", ask(ask(web, "get", "state"), "getRedirectInfo"));
  }
  if (web && web.data && web.data.state) {
    keep("classic.state", web.data.state);
    keep("classic.experiments", web.data.experiments);
  }
  keep("optimizely", web && { isArray: Array.isArray(web), members: membersOf(web) });
  keep("optimizelyEdge", edge && { isArray: Array.isArray(edge), members: membersOf(edge) });
  return state;

  function membersOf(object) {
    var members = {};

    for (var name in object) {
      if (Object.prototype.hasOwnProperty.call(object, name) && !/^\d+$/.test(name)) {
        members[name] = typeof object[name];
      }
    }
    return members;
  }
}
