/** Posts the whole decision. Plain text needs no pre-flight that the receiver would have to answer. */
function makeRequest(decision, settings) {
  var text;

  decision.event = settings.event;
  // Without a redirect there is none, and JSON leaves it out.
  decision.referrer = referrerOf(decision);
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
