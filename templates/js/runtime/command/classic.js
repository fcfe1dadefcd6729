/**
 * Gives Classic the command that sets a value, or takes it back. An audience is joined by any value but false and 0. No
 * other kinds are known.
 */
function command(client, kind, name, value) {
  var text = value === undefined ? null : value + "";
  var verb = (kind === "audience" ? value : text) ? "addTo" : "removeFrom";
  var found = {
    tag: ["customTag", name, text],
    dimension: ["setDimensionValue", name, text],
    segment: [verb + "Segment", name, text],
    audience: [verb + "Audience", name]
  }[kind];

  if (found) {
    client.push(found);
  }
}
