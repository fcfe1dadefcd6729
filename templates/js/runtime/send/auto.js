/**
 * Tells Optimizely of an event. Web knows Classic's command, and a page moves from one to the other, so Classic and a
 * queue that waits for either get that, once; Web alone and Edge get their own.
 */
function send(name, tags) {
  var client = queue();

  attempt(function () {
    client.push(
      client === window.optimizelyEdge || (client.get && !client.getProjectId)
        ? { type: "event", eventName: name, tags: tags }
        : ["trackEvent", name, tags]
    );
  });
}
