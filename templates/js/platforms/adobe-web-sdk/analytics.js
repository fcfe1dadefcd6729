var landedFrom;

/** Keeps where the visitor came from before a redirect. */
function initialize(settings, redirect) {
  landedFrom = redirect;
}

/** Sends one event, which Adobe Analytics counts as a custom link. */
function makeRequest(decision, settings) {
  var referrer = decision.isRedirect && landedFrom;
  var text = describeInBytes(decision, /^p/.test(settings.variable) ? 100 : 255);
  var tries = settings.timeout * 4;
  var event;

  if (/^l/.test(settings.variable)) {
    text = text.split(settings.delimiter).join(" ");
  }
  event = settings.object === "xdm" ? { xdm: xdmOf(text, referrer, settings) } : { data: { __adobe: { analytics: fieldsOf(text, referrer, settings) } } };

  /** Again every 250 ms as long as the page has not configured the SDK, which then refuses. */
  function send() {
    window[settings.global]("sendEvent", event).then(null, function (error) {
      if (tries-- > 0 && /configured first/.test(error)) {
        setTimeout(send, 250);
      }
    });
  }

  send();
}

/** The fields of the data object, named as in AppMeasurement; an empty referrer is a direct visit. */
function fieldsOf(text, referrer, settings) {
  var fields = { linkName: settings.link_name, linkType: "o", linkURL: location.href };

  fields[settings.variable] = text;
  if (referrer) {
    fields.referrer = referrer.referrer;
  }
  return fields;
}

/** The same in XDM. */
function xdmOf(text, referrer, settings) {
  var kind = settings.variable.replace(/\d+/, "s");
  var dimensions = {};
  var web = { webInteraction: { name: settings.link_name, type: "other", URL: location.href } };

  dimensions[kind] = {};
  dimensions[kind][settings.variable] = kind === "lists" ? { list: [{ value: text }] } : text;
  if (referrer) {
    web.webReferrer = { URL: referrer.referrer };
  }
  return { web: web, _experience: { analytics: { customDimensions: dimensions } } };
}
