/**
 * Tells Optimizely what a visitor's data come to: what has changed since the last time, and of what is gone that it is
 * gone; whether there was anything. `kept` has values of an earlier page instead. A path whose getter throws finds
 * nothing.
 */
function tell(visitor, kept) {
  var client = queue();
  var each = rules();
  var rule;
  var value;
  var attributes;
  var isChanged;

  while ((rule = each.exec(mapping))) {
    value = kept ? kept[rule[0]] : plain(attempt(valueAt, visitor, rule[1]), rule[3], rule[4]);
    if (value !== told[rule[0]]) {
      told[rule[0]] = value;
      isChanged = true;
      if (takes(rule[4], client)) {
        if (rule[4] === "attribute") {
          attributes = attributes || {};
          attributes[rule[5]] = value == null ? null : value;
        } else {
          command(client, rule[4], rule[5], value);
        }
      }
    }
  }
  if (attributes) {
    client.push({ type: "user", attributes: attributes });
  }
  if (isChanged && settings.activate) {
    activate(client);
  }
  return isChanged;
}
