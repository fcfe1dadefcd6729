/** Snap's own base code: a function that queues until `handleRequest` is there; the page starts a pixel. */
function base() {
  var snaptr;

  // A function that is there already is taken for the pixel's own: the SDK is then not loaded at all.
  if (!window.snaptr) {
    snaptr = window.snaptr = function () {
      if (snaptr.handleRequest) {
        snaptr.handleRequest.apply(snaptr, arguments);
      } else {
        snaptr.queue.push(arguments);
      }
    };
    snaptr.queue = [];
  }
  window.snaptr("init", "00000000-0000-0000-0000-000000000000");
  window.snaptr("track", "PAGE_VIEW");
}

/** scevent.min.js: it takes the events it knows, once a pixel was started, with the parameters it knows. */
function load(record) {
  var snaptr = window.snaptr;
  var isStarted = false;

  if (!snaptr || !snaptr.queue) {
    return;
  }
  snaptr.handleRequest = function (method, event, parameters) {
    if (method === "init") {
      isStarted = true;
    } else if (isStarted && /^CUSTOM_EVENT_[1-5]$/.test(event)) {
      record("snaptr", [method, event, known(parameters || {})]);
    }
  };
  while (snaptr.queue.length) {
    snaptr.handleRequest.apply(snaptr, snaptr.queue.shift());
  }
}

/** What is left of an event's parameters. */
function known(parameters) {
  var names = ["price", "currency", "transaction_id", "item_ids", "item_category", "number_items", "description"];
  var kept = {};

  for (var i = 0; i < names.length; i++) {
    if (names[i] in parameters) {
      kept[names[i]] = parameters[names[i]];
    }
  }
  return kept;
}
