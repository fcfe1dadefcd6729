/** Sends one `experience_impression`, the event Google's guide for experiment tools asks for. */
function makeRequest(decision, settings) {
  // A hyphen parts the ids: those of a multivariate are joined as Optimizely Classic does.
  var variation = decision.isHoldback ? "holdback" : decision.variationIds.join("_");

  gtag(
    settings,
    toArguments("event", "experience_impression", {
      // Without it an event that comes before the page's "config" is dropped.
      send_to: settings.measurement_id,
      exp_variant_string: settings.tool + "-" + decision.experimentId + "-" + variation,
      experiment_id: decision.experimentId,
      experiment_name: cutEncoded(decision.experimentName, 100),
      variation_id: variation,
      variation_name: decision.isHoldback ? variation : cutEncoded(decision.variationName, 100)
    })
  );
}

/** Gives what is sent from now on the referrer from before the redirect; "" is a direct visit. */
function initialize(settings, redirect) {
  if (redirect) {
    gtag(settings, toArguments("set", "page_referrer", redirect.referrer));
  }
}

/** Queues a command: the page's own `gtag` may be missing or renamed, its queue is always right. */
function gtag(settings, command) {
  (window[settings.data_layer] = window[settings.data_layer] || []).push(command);
}

/** What gtag.js takes for a command: it ignores arrays and plain objects. */
function toArguments() {
  return arguments;
}

/** As much of a text as takes `max` characters once it is encoded for a URL, as Google counts. */
function cutEncoded(text, max) {
  var over;

  text = cut(text, max);
  // Half a pair cannot be encoded: "\u00e9" takes six characters, half of the pair's twelve.
  while ((over = encodeURIComponent(text.replace(/[\uD800-\uDFFF]/g, "\u00e9")).length - max) > 0) {
    // No unit takes more than nine.
    text = cut(text, text.length - Math.ceil(over / 9));
  }
  return text;
}
