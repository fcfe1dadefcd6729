var before;

/** Posts the whole decision. Plain text needs no pre-flight that the receiver would have to answer. */
function makeRequest(decision, settings) {
  var text;

  decision.event = settings.event;
  if (decision.isRedirect && before) {
    decision.referrer = before.referrer;
  }
  text = JSON.stringify(decision);
  if (!navigator.sendBeacon || !navigator.sendBeacon(settings.endpoint, text)) {
    fetch(settings.endpoint, {
      body: text,
      keepalive: true,
      method: "POST",
      mode: "no-cors"
    }).catch(function () {});
  }
}

/** Keeps the referrer from before the redirect for the decision that redirected. */
function initialize(settings, redirect) {
  before = redirect;
}
