/**
 * Counts an event of the page as a goal, when it is one that is wanted. `amount` is money in the currency's own unit: it
 * is told, in cents, of those events that bring some. Optimizely takes tags that are plain, and no colon in a name.
 */
function count(name, amount, tags) {
  var told = {};
  var cents = Math.round(amount * 100);

  if (name && isListed(name, settings.events)) {
    for (var tag in tags) {
      if ({}.hasOwnProperty.call(tags, tag) && /^(string|number|boolean)$/.test(typeof tags[tag])) {
        told[tag] = tags[tag];
      }
    }
    if (cents && isListed(name, settings.revenue_events)) {
      told.revenue = cents;
    }
    give(name.replace(/:/g, "_"), told);
  }
}
