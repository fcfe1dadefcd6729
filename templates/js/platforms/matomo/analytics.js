/** Tracks one event, or enters the experiment in Matomo's A/B Testing plugin. */
function makeRequest(decision, settings) {
  var command = ["trackEvent", settings.category];
  var dimensions = {};

  if (settings.plugin) {
    command = ["AbTesting::enter", entryOf(decision, settings)];
  } else {
    command.push(
      nameWithId(decision.experimentName, decision.experimentId, Infinity),
      decision.isHoldback
        ? "holdback"
        : nameWithId(decision.variationName, decision.variationIds.join("_"), Infinity)
    );
    if (settings.dimension) {
      dimensions["dimension" + settings.dimension] = describe(decision);
      // Before it stands the event's value, which is a number or nothing.
      command.push(undefined, dimensions);
    }
  }
  push(command);
}

/** Gives the tracker the referrer from before the redirect; "" is a direct visit. */
function initialize(settings, redirect) {
  if (redirect) {
    push(["setReferrerUrl", redirect.referrer]);
  }
}

function push(command) {
  (window._paq = window._paq || []).push(command);
}

/** Experiment and variation in the 255 characters of a dimension, each with its whole id. */
function describe(decision) {
  return (
    nameWithId(decision.experimentName, decision.experimentId, 122) +
    ":" +
    nameWithId(decision.variationName, decision.variationIds.join("_"), 122) +
    (decision.isHoldback ? ":holdback" : "")
  );
}

/** Experiment and variation as the plugin names them. */
function entryOf(decision, settings) {
  return {
    experiment: plain(decision.experimentName),
    variation: decision.isHoldback
      ? "holdback"
      : decision.variationName === settings.original
        ? "original"
        : plain(decision.variationName)
  };
}

/** A name without the characters that the plugin forbids, in 50 bytes. */
function plain(name) {
  return cutBytes(name.replace(/[\s\/\\&.<>'"`\u00b4!$:]+/g, "-"), 50);
}
