/** Sends one `experience_impression`, the event Google's guide for experiment tools asks for. */
function makeRequest(decision, settings) {
  // A hyphen parts the ids: those of a multivariate are joined as Optimizely Classic does.
  var variation = decision.isHoldback ? "holdback" : decision.variationIds.join("_");

  gtag(
    toArguments("event", "experience_impression", {
      // Without it an event that comes before the page's "config" is dropped.
      send_to: settings.measurement_id,
      exp_variant_string: settings.tool + "-" + decision.experimentId + "-" + variation,
      experiment_id: decision.experimentId,
      experiment_name: cutEncoded(decision.experimentName, 100),
      variation_id: variation,
      variation_name: decision.isHoldback ? variation : cutEncoded(decision.variationName, 100)
    }),
    settings
  );
}

/** Gives what is sent from now on the referrer from before the redirect; "" is a direct visit. */
function initialize(settings, redirect) {
  if (redirect) {
    gtag(toArguments("set", "page_referrer", redirect.referrer), settings);
  }
}

/** Queues a command: the page's own `gtag` may be missing or renamed, its queue is always right. */
function gtag(command, settings) {
  (window[settings.data_layer] = window[settings.data_layer] || []).push(command);
}

/** What gtag.js takes for a command: it ignores arrays and plain objects. */
function toArguments() {
  return arguments;
}

/** As much of a text as takes `max` characters once it is encoded for a URL, as Google counts. */
function cutEncoded(text, max) {
  return text.replace(/[\uD800-\uDBFF]?[^]/g, function (character) {
    // Three for each byte of UTF-8: one to three of these, and four for a surrogate pair, which is two long.
    max -= /[\w.!~*'()-]/.test(character)
      ? 1
      : 3 * (character.length + (character > "\x7F") + (character > "\u07FF"));
    return max < 0 ? "" : character;
  });
}
