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
