/**
 * Tells Optimizely what a visitor's data come to: what has changed since the last time, and of what is gone that it is
 * gone; whether there was anything. `kept` has values of an earlier page instead. A path whose getter throws finds
 * nothing.
 */
function tell(visitor, kept) {
  var client = queue();
  var attributes;
  var isChanged;

  for (var i = 0; i < lines.length; i++) {
    var line = lines[i];
    var rule = ruleOf(line) || [];
    var value = kept ? kept[line] : plain(attempt(valueAt, visitor, rule[1]), rule[3]);

    if (value !== told[line]) {
      told[line] = value;
      isChanged = true;
      if (takes(rule[4], client)) {
        if (rule[4] === "attribute") {
          attributes = attributes || {};
          attributes[rule[5]] = value === undefined ? null : value;
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
