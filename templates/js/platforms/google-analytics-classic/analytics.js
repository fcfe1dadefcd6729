var slots = {};
var used = 0;

/** Sets one custom variable: the experiment is its name, the variation its value. */
function makeRequest(decision, settings) {
  var slot = slotOf(decision.experimentId, settings);
  // Name and value may take 128 bytes together: past that ga.js refuses the variable.
  var name = nameWithIdInBytes(decision.experimentName, decision.experimentId, 64);
  var value = decision.isHoldback
    ? "holdback"
    : nameWithIdInBytes(decision.variationName, decision.variationIds.join("_"), 64);

  if (slot < 6) {
    push(settings, ["_setCustomVar", slot, name, value, settings.scope]);
    if (settings.send_event) {
      value = name + ":" + value;
      push(settings, ["_trackEvent", "Optimizely", "Assigned To Campaign", value, 0, true]);
    }
  }
}

/** Gives the tracker the referrer from before the redirect; "" is a direct visit. */
function initialize(settings, redirect) {
  if (redirect) {
    push(settings, ["_setReferrerOverride", redirect.referrer]);
  }
}

/** The slot of an experiment, so that none replaces another; not a number for one that has none. */
function slotOf(id, settings) {
  if (settings.slots) {
    return +(RegExp("\\b" + id + " *-> *(.)").exec(settings.slots) || [])[1];
  }
  return (slots[id] = slots[id] || settings.slot + used++);
}

function push(settings, command) {
  command[0] = (settings.tracker && settings.tracker + ".") + command[0];
  (window._gaq = window._gaq || []).push(command);
}
