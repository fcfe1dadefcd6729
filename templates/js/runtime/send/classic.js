/** Tells Optimizely Classic of an event. */
function send(name, tags) {
  attempt(function () {
    queue().push(["trackEvent", name, tags]);
  });
}
