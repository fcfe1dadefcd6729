/** Whether Classic takes a value of this kind now, a tag only before it is there. Web and Edge have `get`. */
function takes(kind, client) {
  return kind !== "attribute" && !client.get && !(kind === "tag" && client.data);
}
