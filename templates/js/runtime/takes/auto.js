/**
 * Whether the client takes a value of this kind now. Of one that is awaited it is not known yet which it will be: its
 * queue gets everything. Web and Edge, which have `get`, take attributes and would drop the rest; Classic takes the
 * rest, and a tag only before it is there.
 */
function takes(kind, client) {
  var isClassic = (client.data || {}).state;

  return kind === "attribute" ? client.get || !isClassic : isClassic ? kind !== "tag" : !client.get;
}
