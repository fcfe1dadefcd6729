var landedFrom;

/** Keeps where the visitor came from before a redirect. */
function initialize(settings, redirect) {
  landedFrom = redirect;
}

/** Sends one event, which Adobe Analytics counts as a custom link. */
function makeRequest(decision, settings) {
  var referrer = decision.isRedirect && landedFrom;
  var text = describe(decision, settings);
  // A page's first event fetches what Target has for the page, and only an event with renderDecisions shows it.
  var event = { personalization: { defaultPersonalizationEnabled: false } };

  if (settings.object === "xdm") {
    event.xdm = xdmOf(text, referrer, settings);
  } else {
    event.data = { __adobe: { analytics: dataOf(text, referrer, settings) } };
  }
  send(settings, event, settings.timeout * 4);
}

/** Sends an event; again every 250 ms as long as the page has not configured the SDK, which then refuses. */
function send(settings, event, tries) {
  window[settings.global]("sendEvent", event).then(null, function (error) {
    if (tries > 0 && /configured first/.test(error)) {
      setTimeout(function () {
        send(settings, event, tries - 1);
      }, 250);
    }
  });
}

/** The fields of the data object, named as in AppMeasurement; an empty referrer is a direct visit. */
function dataOf(text, referrer, settings) {
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

/** Experiment and variation in as many bytes as the variable takes, each with its whole id. */
function describe(decision, settings) {
  // Half of what ":" and ":holdback" leave of 100 or 255 bytes.
  var max = /^p/.test(settings.variable) ? 45 : 122;
  var text =
    nameWithId(decision.experimentName, decision.experimentId, max, cutBytes) +
    ":" +
    nameWithId(decision.variationName, decision.variationIds.join("_"), max, cutBytes) +
    (decision.isHoldback ? ":holdback" : "");

  return /^l/.test(settings.variable) ? text.split(settings.delimiter).join(" ") : text;
}
