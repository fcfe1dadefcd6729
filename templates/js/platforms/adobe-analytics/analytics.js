var decisions = [];

/** Sends a custom link; its fourth argument leaves the page's own variables as they are. */
function makeRequest(decision, settings) {
  var overrides = { linkTrackVars: settings.variable };

  if (settings.send === "page") {
    decisions.push(decision);
    return;
  }
  overrides[settings.variable] = textOf([decision], settings);
  if (settings.event) {
    overrides.linkTrackVars += ",events";
    overrides.linkTrackEvents = overrides.events = settings.event;
  }
  window[settings.global].tl(true, "o", settings.link_name, overrides);
}

/** Gives the page's hits the referrer from before the redirect. */
function initialize(settings, redirect) {
  if (redirect) {
    window[settings.global].referrer = redirect.referrer;
  }
}

/** Fills the variable for the page's own hit. */
function finish(settings) {
  if (decisions[0]) {
    window[settings.global][settings.variable] = textOf(decisions, settings);
  }
}

/** All decisions in one value. They share the room of an eVar or prop; in a list variable each has its own. */
function textOf(decisions, settings) {
  var isList = /^l/.test(settings.variable);
  var max = isList ? 255 : ((/^p/.test(settings.variable) ? 100 : 255) + 1) / decisions.length - 1;
  var texts = [];

  for (var i = 0; i < decisions.length; i++) {
    texts[i] = describe(decisions[i], max);
    if (isList || settings.send === "page") {
      texts[i] = texts[i].split(settings.delimiter).join(" ");
    }
  }
  return texts.join(settings.delimiter);
}

/** Experiment and variation in at most `max` bytes, each with its whole id. */
function describe(decision, max) {
  // The other 10 are ":" and ":holdback".
  max = (max - 10) / 2;
  return (
    nameWithId(decision.experimentName, decision.experimentId, max, cutBytes) +
    ":" +
    nameWithId(decision.variationName, decision.variationIds.join("_"), max, cutBytes) +
    (decision.isHoldback ? ":holdback" : "")
  );
}
