/** Whether Web takes a value of this kind: attributes. Classic, which has no `get`, is not told. */
function takes(kind, client) {
  return kind === "attribute" && (client.get || !client.data);
}
