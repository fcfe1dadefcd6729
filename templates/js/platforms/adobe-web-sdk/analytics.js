/** Sends one event, which Adobe Analytics counts as a custom link. */
function makeRequest(decision, settings) {
  // Of 255 bytes, or of the 100 of a prop.
  var text = describeInBytes(decision, /^p/.test(settings.variable) ? 45 : 122);
  // Named as in AppMeasurement.
  var fields = { linkName: settings.link_name, linkType: "o", linkURL: location.href };
  var tries = settings.timeout * 4;

  /** Sends it; again every 250 ms as long as the page has not configured the SDK, which then refuses. */
  function send() {
    // A page's first event fetches what Target has for the page, and only an event with renderDecisions shows it.
    var page = { defaultPersonalizationEnabled: false };

    window[settings.global](
      "sendEvent",
      settings.object === "xdm"
        ? { personalization: page, xdm: xdmOf(fields, settings) }
        : { personalization: page, data: { __adobe: { analytics: fields } } }
    ).catch(function (error) {
      if (/configured first/.test(error) && tries-- > 0) {
        setTimeout(send, 250);
      }
    });
  }

  // An empty referrer is a direct visit; undefined, it is not sent.
  fields.referrer = referrerOf(decision);
  // A delimiter would part it in a list variable, and in a prop that is a list.
  fields[settings.variable] =
    /^e/.test(settings.variable) ? text : text.split(settings.delimiter).join(" ");
  send();
}

/** The same fields in XDM. */
function xdmOf(fields, settings) {
  var kind = settings.variable.replace(/\d+/, "s");
  var text = fields[settings.variable];
  var dimensions = {};
  var web = { webInteraction: { name: settings.link_name, type: "other", URL: location.href } };

  dimensions[kind] = {};
  dimensions[kind][settings.variable] = kind === "lists" ? { list: [{ value: text }] } : text;
  if (fields.referrer !== undefined) {
    web.webReferrer = { URL: fields.referrer };
  }
  return { web: web, _experience: { analytics: { customDimensions: dimensions } } };
}
