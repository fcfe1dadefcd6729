/** Sends one `experience_impression`, the event that Google's guide for experiment tools asks for. */
function makeRequest(decision, settings) {
  // A hyphen parts the three ids, so those of a multivariate are joined as Optimizely Classic joins them.
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

/** Queues a command. The page's own `gtag` may be missing or have another name; its queue is always right. */
function gtag(settings, command) {
  (window[settings.data_layer] = window[settings.data_layer] || []).push(command);
}

/** What gtag.js takes for a command: it ignores arrays and plain objects. */
function toArguments() {
  return arguments;
}

/** As much of a text as takes `max` characters once it is encoded for a URL, as Google counts. */
function cutEncoded(text, max) {
  var code;

  for (var i = 0; i < text.length; i++) {
    code = text.charCodeAt(i);
    // A byte takes three. Each half of a surrogate pair has two of its four bytes.
    max -= /[\w.~!*()'-]/.test(text.charAt(i))
      ? 1
      : code < 128 ? 3 : code < 2048 || (code > 55295 && code < 57344) ? 6 : 9;
    if (max < 0) {
      return cut(text, i);
    }
  }
  return text;
}
