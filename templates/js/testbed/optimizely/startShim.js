/** What Firefox's tracking protection puts in Optimizely's place; its first version returns nothing at all. */
function startShim() {
  var empty = function () {
    return options.firstShim && on("D1") ? undefined : {};
  };

  window.optimizely = {
    data: note,
    get: function (what) {
      if (what === "jquery" && on("D1")) {
        throw new Error("jQuery not implemented");
      }
      return what === "session" ? undefined : shimmed(what);
    },
    initialized: true,
    push: nothing,
    state: {}
  };

  function shimmed(what) {
    var state = {
      getActivationId: empty,
      getActiveExperimentIds: function () {
        return [];
      },
      getCampaignStateLists: empty,
      getCampaignStates: empty,
      getDecisionObject: nothing,
      getDecisionString: nothing,
      getExperimentStates: empty,
      getPageStates: empty,
      getRedirectInfo: nothing,
      getVariationMap: empty,
      isGlobalHoldback: nothing
    };

    return what === "state" ? state : {};
  }
}
