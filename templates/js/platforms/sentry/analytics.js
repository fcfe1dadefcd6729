/**
 * Tags all that Sentry sends from now on. Sentry's loader has no `setTag`, and may fetch the SDK only for
 * the first error; its `onLoad` runs before that error is sent. The SDK's own runs at once.
 */
function makeRequest(decision, settings) {
  Sentry.onLoad(function () {
    var byId = settings.key === "id";
    var value = byId ? decision.variationIds.join() : decision.variationName.replace(/\s+/g, " ");

    Sentry.setTag(
      settings.prefix +
        ((!byId && plain(decision.experimentName)) || decision.experimentId),
      decision.isHoldback ? "holdback" : cut(value, 200)
    );
  });
}

/** A name as a key may hold it, nothing when nothing is left of it. */
function plain(name) {
  return name.replace(/[^\w.:-]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 150);
}
