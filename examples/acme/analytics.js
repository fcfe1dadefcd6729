/*
 * What does Acme Analytics do with a decision? Ordinary ES5: `var`, `function`, no arrow functions.
 *
 * These functions run inside the snippet, which waits until the platform is ready, calls makeRequest once
 * for each decision, and keeps an error to itself. So nothing here checks, repeats or catches anything.
 *
 * decision: client, campaignId, campaignName, experimentId, experimentName, variationIds, variationNames,
 *           variationName, isHoldback, isRedirect, audiences. All ids are strings.
 * settings: the settings of platform.toml, with the customer's values.
 *
 * Ready to be called: cut(text, max), nameWithId(name, id, max), clean(text), referrerOf(decision), and, where the
 * limit is one of bytes, cutBytes(text, max), nameWithIdInBytes(name, id, max), describeInBytes(decision, half).
 */

/** Sends one event, and keeps the variation in the custom dimension. */
function makeRequest(decision, settings) {
  var experiment = label(decision.experimentName, decision.experimentId, settings);
  var variation = label(decision.variationName, decision.variationIds.join("_"), settings);

  // A visitor who is held back saw nothing. The setting `holdback` decides whether one comes here at all.
  if (decision.isHoldback) {
    variation = "holdback";
  }
  window.acmeAnalytics.set("dimension" + settings.slot, variation);
  window.acmeAnalytics.track(settings.event, { experiment: experiment, variation: variation });
}

/**
 * Called once, before the first makeRequest; leave it out if there is nothing to prepare. After a redirect
 * by an experiment, `redirect.referrer` is where the visitor came from; "" is a direct visit.
 */
function initialize(settings, redirect) {
  if (redirect) {
    window.acmeAnalytics.set("referrer", redirect.referrer);
  }
}

/*
 * function finish(settings) {} would be called after the decisions known so far, and again after later
 * ones: for a platform that wants all of them in one call.
 */

/** A name as the settings want it, no longer than Acme Analytics takes. Only names are cut, never ids. */
function label(name, id, settings) {
  return settings.names === "name" ? cut(name, 100) : nameWithId(name, id, 100);
}
