/** Lets a client that has decided decide once more. Edge cannot. */
function activate(client) {
  if (client !== window.optimizelyEdge && (client.get || (client.data || {}).state)) {
    client.push(client.get ? { type: "activate" } : ["activate"]);
  }
}
