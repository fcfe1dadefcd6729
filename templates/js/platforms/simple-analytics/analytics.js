/**
 * Sends one event with metadata. Where there is no function yet it makes the vendor's own placeholder, whose queue
 * must hold arrays: the script takes the arguments object itself for the event's name.
 */
function makeRequest(decision, settings) {
  var holdback = decision.isHoldback && "holdback";
  var send = (window[settings.global] =
    window[settings.global] ||
    function () {
      (send.q = send.q || []).push([].slice.call(arguments));
    });

  send(settings.event, {
    experiment_id: decision.experimentId,
    experiment_name: cut(decision.experimentName, 1000),
    variation_id: holdback || decision.variationIds.join("_"),
    variation_name: holdback || cut(decision.variationName, 1000)
  });
}
