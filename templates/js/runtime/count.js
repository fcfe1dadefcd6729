/**
 * Counts an event as a goal. `amount` is money in the currency's own unit, of which Optimizely takes cents, or nothing.
 * Optimizely takes tags that are plain, and no colon in a name.
 */
function count(name, amount, tags) {
  var told = {};
  var cents = Math.round(amount * 100);

  for (var tag in tags) {
    if ({}.hasOwnProperty.call(tags, tag) && /^(string|number|boolean)$/.test(typeof tags[tag])) {
      told[tag] = tags[tag];
    }
  }
  if (Math.abs(cents) < 9e15 && cents) {
    told.revenue = cents;
  }
  if (name) {
    give(name.replace(/:/g, "_"), told);
  }
}
