/**
 * RudderStack's own inline snippet and SDK, as far as a page can tell. The snippet keeps the array that it
 * finds, and refuses to run twice; its methods push.
 */
function base() {
  var queue = (window.rudderanalytics = window.rudderanalytics || []);

  if (Array.isArray(queue) && !queue.snippetExecuted) {
    queue.snippetExecuted = true;
    queue.track = function () {
      queue.push(["track"].concat(Array.prototype.slice.call(arguments)));
    };
    queue.push(["load", "key", "https://data-plane.example"]);
  }
}

/** The SDK replaces the array by an object without `push`; without `load` in the array nothing is sent. */
function load(record) {
  var queue = window.rudderanalytics || [];
  var isLoaded = false;
  var i;

  window.rudderanalytics = {
    track: function (event, properties, options) {
      if (isLoaded && typeof event === "string") {
        record("rudderanalytics.track", [event, properties, options]);
      }
    }
  };
  for (i = 0; i < queue.length; i++) {
    isLoaded = isLoaded || queue[i][0] === "load";
  }
  for (i = 0; i < queue.length; i++) {
    if (queue[i][0] === "track") {
      window.rudderanalytics.track.apply(null, queue[i].slice(1));
    }
  }
}
