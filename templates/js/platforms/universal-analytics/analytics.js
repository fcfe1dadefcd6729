/** Sends one event, in which the custom dimension names experiment and variation. */
function makeRequest(decision, settings) {
  var fields = { nonInteraction: true };

  // Of 150 bytes.
  fields["dimension" + settings.dimension] = describeInBytes(decision, 70);
  window[settings.global](
    commandOf(settings, "send"),
    "event",
    "Optimizely",
    "Assigned To Campaign",
    fields
  );
}

/** Gives the tracker the referrer from before the redirect; "" is a direct visit. */
function initialize(settings, redirect) {
  if (redirect) {
    window[settings.global](commandOf(settings, "set"), "referrer", redirect.referrer);
  }
}

function commandOf(settings, name) {
  return (settings.tracker && settings.tracker + ".") + name;
}
