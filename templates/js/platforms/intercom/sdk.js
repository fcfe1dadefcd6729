/** Intercom's inline code, as far as a page can tell: a function that queues; where there is one already, nothing loads. */
function base() {
  function intercom() {
    intercom.q.push(arguments);
  }
  if (typeof window.Intercom !== "function") {
    intercom.q = [];
    window.Intercom = intercom;
  }
}

/** The messenger: it replaces the function of the inline code and runs what was queued; unknown methods do nothing. */
function load(record) {
  var waiting = (window.Intercom && window.Intercom.q) || [];

  if (window.Intercom && !window.Intercom.q) {
    return;
  }
  window.Intercom = function (method, name, metadata) {
    if (method === "trackEvent" && typeof name === "string") {
      record("Intercom", [method, name, metadata]);
    }
  };
  for (var i = 0; i < waiting.length; i++) {
    window.Intercom.apply(null, waiting[i]);
  }
}
