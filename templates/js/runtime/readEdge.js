/**
 * Considers what Performance Edge runs on this page; returns whether Edge is there. Its getters list
 * held-back visitors too: only the decision event tells, and `held` keeps what it told. Where a
 * redirect landed they may lack the redirected experiment, and its names.
 */
function readEdge() {
  var edge = window.optimizelyEdge;
  var state = edge && edge.get && edge.get("state");
  var running;
  var info;

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

  if (state) {
    running = state.getActiveExperiments();
    info = state.getRedirectInfo();
    eachOwn(running, considerOne);
    if (info && !running[info.experimentId]) {
      considerOne({ id: info.experimentId, variation: { id: info.variationId } });
    }
    return true;
  }
}
