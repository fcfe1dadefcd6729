/** Tells Optimizely Web or Edge of an event. */
function send(name, tags) {
  attempt(function () {
    queue().push({ type: "event", eventName: name, tags: tags });
  });
}
