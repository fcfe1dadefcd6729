/** Lets Web, when it has decided, decide once more. */
function activate(client) {
  if (client.get) {
    client.push({ type: "activate" });
  }
}
