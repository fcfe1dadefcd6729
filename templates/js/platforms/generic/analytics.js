/** Every message goes onto the array and out as an event, so that a page can take it either way. */
function announce(message, settings) {
  var event = document.createEvent("CustomEvent");

  (window[settings.array] = window[settings.array] || []).push(message);
  event.initCustomEvent(settings.dom_event, false, false, message);
  document.dispatchEvent(event);
}

function initialize(settings, redirect) {
  announce({ event: "initialize", redirect: redirect }, settings);
}

function makeRequest(decision, settings) {
  announce({ event: "decision", decision: decision }, settings);
}

function finish(settings) {
  announce({ event: "finish" }, settings);
}
