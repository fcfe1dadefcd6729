/**
 * The page itself stands in for an SDK. It takes over the array and listens for the event: a message that
 * comes both ways is one call of the event; what comes one way only, and what the array kept from before,
 * is a call of its own. `sdk` names array and event as the scenario's settings do.
 */
function load(record, sdk) {
  var array = sdk.records[0];
  var event = sdk.records[1];
  var name = sdk.queue;
  var earlier = window[name] || [];
  var pushed = null;

  function settle() {
    if (pushed) {
      record(array, [pushed]);
    }
    pushed = null;
  }

  for (var i = 0; i < earlier.length; i++) {
    record(array, [earlier[i]]);
  }
  window[name] = {
    push: function (message) {
      settle();
      pushed = message;
    }
  };
  document.addEventListener(event.replace("document.", ""), function (dispatched) {
    var isPushed = pushed === dispatched.detail;

    if (isPushed) {
      pushed = null;
    }
    record(isPushed ? event : "the event alone", [dispatched.detail]);
  });
  setTimeout(settle, 20000);
}
