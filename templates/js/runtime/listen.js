/** Hears one event of the client, also of one that has not loaded yet. */
function listen(name, handler) {
  queue().push({
    type: "addListener",
    filter: { type: "lifecycle", name: name },
    handler: handler
  });
}
