/**
 * Captures the event that PostHog takes for an exposure, and puts the variant on later events, by which
 * metrics are attributed. The array and the SDK take `push` alike; the SDK runs `register` first.
 */
function makeRequest(decision, settings) {
  var posthog = (window.posthog = window.posthog || []);
  var key = asKey(decision.experimentName, decision.experimentId, settings);
  var variant = variantOf(decision, settings);
  var registered = {};
  var captured = { $feature_flag: key, $feature_flag_response: variant };

  captured["$feature/" + key] = registered["$feature/" + key] = variant;
  if (settings.register) {
    posthog.push(["register", registered]);
  }
  posthog.push(["capture", settings.event, captured]);
}

/** PostHog's baseline is always named "control". */
function variantOf(decision, settings) {
  if (decision.isHoldback) {
    return "holdback";
  }
  return decision.variationName === settings.original
    ? "control"
    : asKey(decision.variationName, decision.variationIds.join("-"), settings);
}

/**
 * What PostHog's own form makes of a name: keys hold letters, digits, "_" and "-" only, 400 at most. A
 * name of which nothing is left becomes the id.
 */
function asKey(name, id, settings) {
  var key = name.toLowerCase().replace(/[^a-z0-9_-]+/g, "-");

  return (settings.key === "name" && key.replace(/^-+|-+$/g, "").slice(0, 400)) || id;
}
