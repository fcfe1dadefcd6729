var decisions = [];

/** Sends a custom link; its fourth argument leaves the page's own variables as they are. */
function makeRequest(decision, settings) {
  var overrides = { linkTrackVars: settings.variable };

  if (settings.send === "page") {
    decisions.push(decision);
    return;
  }
  overrides[settings.variable] = describe(decision, settings, roomOf(settings));
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

/** Fills the variable for the page's own hit: all decisions share the room of an eVar or prop. */
function finish(settings) {
  var texts = [];
  var max;

  if (settings.send === "page" && decisions[0]) {
    max = isList(settings) ? 255 : (roomOf(settings) + 1) / decisions.length - 1;
    for (var i = 0; i < decisions.length; i++) {
      texts[i] = describe(decisions[i], settings, max);
    }
    window[settings.global][settings.variable] = texts.join(settings.delimiter);
  }
}

function isList(settings) {
  return /^l/.test(settings.variable);
}

/** Bytes that fit: each value of a list variable has its own room. */
function roomOf(settings) {
  return /^p/.test(settings.variable) ? 100 : 255;
}

/** Experiment and variation in at most `max` bytes; a delimiter would part them. */
function describe(decision, settings, max) {
  var text = describeInBytes(decision, (max - 10) / 2);

  return isList(settings) || settings.send === "page" ? text.split(settings.delimiter).join(" ") : text;
}
