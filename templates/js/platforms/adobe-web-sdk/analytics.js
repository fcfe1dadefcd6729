/** Sends one event, which Adobe Analytics counts as a custom link. */
function makeRequest(decision, settings) {
  // Of 255 bytes, or of the 100 of a prop.
  var text = describeInBytes(decision, /^p/.test(settings.variable) ? 45 : 122);
  // Named as in AppMeasurement; an empty referrer is a direct visit.
  var fields = {
    linkName: settings.link_name,
    linkType: "o",
    linkURL: location.href,
    referrer: referrerOf(decision)
  };
  var tries = settings.timeout * 4;

  fields[settings.variable] =
    /^l/.test(settings.variable) ? text.split(settings.delimiter).join(" ") : text;

  /** Again every 250 ms as long as the page has not configured the SDK, which then refuses. */
  function send() {
    window[settings.global](
      "sendEvent",
      settings.object === "xdm"
        ? { xdm: xdmOf(fields[settings.variable], fields.referrer, settings) }
        : { data: { __adobe: { analytics: fields } } }
    ).catch(function (error) {
      if (tries-- > 0 && /configured first/.test(error)) {
        setTimeout(send, 250);
      }
    });
  }

  send();
}

/** The same in XDM. */
function xdmOf(text, referrer, settings) {
  var kind = settings.variable.replace(/\d+/, "s");
  var dimensions = {};
  var web = { webInteraction: { name: settings.link_name, type: "other", URL: location.href } };

  dimensions[kind] = {};
  dimensions[kind][settings.variable] = kind === "lists" ? { list: [{ value: text }] } : text;
  if (referrer !== undefined) {
    web.webReferrer = { URL: referrer };
  }
  return { web: web, _experience: { analytics: { customDimensions: dimensions } } };
}
