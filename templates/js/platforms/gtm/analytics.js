/** Pushes one event for each decision, with every key: a container keeps what older ones left. */
function makeRequest(decision, settings) {
  // A hyphen parts the ids: those of a multivariate are joined as Optimizely Classic does.
  var variation = decision.isHoldback ? "holdback" : decision.variationIds.join("_");

  push(settings, {
    event: settings.event,
    exp_variant_string: "OPT-" + decision.experimentId + "-" + variation,
    experiment_id: decision.experimentId,
    experiment_name: decision.experimentName,
    variation_id: variation,
    variation_name: decision.isHoldback ? variation : decision.variationName
  });
}

/** Pushes the referrer from before a redirect, as Optimizely itself does; "" is a direct visit. */
function initialize(settings, redirect) {
  if (redirect) {
    push(settings, {
      event: "optimizely-referrer-override",
      "optimizely-referrer": redirect.referrer
    });
  }
}

function push(settings, entry) {
  (window[settings.data_layer] = window[settings.data_layer] || []).push(entry);
}
