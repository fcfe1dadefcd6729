var found;

/** What BlueConic has said so far. */
function readVisitor() {
  return found;
}

/**
 * Reads when BlueConic has answered an event, a page view first of all; it calls at once where that has been.
 * Properties are asked for before, so that what is known is all known at one time.
 */
function onChange(callback, settings) {
  var client = window.blueConicClient;

  function subscribe() {
    client.event.subscribe(client.event.onEventReady, {}, function () {
      attempt(read);
      callback();
    });
  }

  function read() {
    var segments = client.getSegments();

    found = { segments: [], ids: [] };
    for (var i = 0; i < segments.length; i++) {
      found.segments[i] = segments[i].name;
      found.ids[i] = segments[i].id;
    }
    if (settings.properties) {
      settings.properties.split(",").forEach(function (name) {
        found["properties." + name] = client.profile.getProfile().getValues(name);
      });
    }
  }

  if (settings.properties) {
    client.profile.getProfile().loadValues(settings.properties.split(","), {}, subscribe);
  } else {
    subscribe();
  }
}
