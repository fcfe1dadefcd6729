/** Lets Classic, when it has decided, decide once more. */
function activate(client) {
  if ((client.data || {}).state) {
    client.push(["activate"]);
  }
}
