/**
 * FullStory's own snippet, as far as a page can tell: version 1 or 2, which is where a scenario's namespace
 * says so (`FSold`, `FSolder`). It makes a function that queues, and gives up where its global exists.
 */
function base(sdk) {
  var name = sdk.records[0];
  var stub;

  if (!(name in window)) {
    stub = window[name] = function (operation, options) {
      return stub._api ? stub._api(operation, options) : (stub.q.push([operation, options]), null);
    };
    stub.q = [];
    stub.event = function (event, properties) {
      if (isOld(name)) {
        stub("event", { n: event, p: properties });
      } else {
        stub("trackEvent", { name: event, properties: properties });
      }
    };
    // Before 1.3 there was none.
    if (name !== "FSolder") {
      stub._v = isOld(name) ? "1.3.0" : "2.1.0";
    }
  }
}

/** The script, which the snippet loads: it runs what was queued, and drops an event that is not as documented. */
function load(record, sdk) {
  var name = sdk.records[0];
  var stub = window[name];

  function api(operation, options) {
    if (isOld(name)) {
      if (operation === "event" && isName(options.n) && isTyped(options.p)) {
        record(name + ".event", [options.n, options.p]);
      }
    } else if (operation === "trackEvent" && isName(options.name)) {
      record(name, [operation, options]);
    }
  }

  if (stub && stub.q) {
    for (var i = 0; i < stub.q.length; i++) {
      api(stub.q[i][0], stub.q[i][1]);
    }
    stub.q.length = 0;
    stub._api = api;
  }
}

/** Whether a scenario's page has version 1. */
function isOld(name) {
  return /^FSold/.test(name);
}

/** Whether the name of an event is accepted. */
function isName(name) {
  return typeof name === "string" && name.length > 0 && name.length <= 250;
}

/** Version 1 rejects a property whose name does not end in its type. */
function isTyped(properties) {
  for (var key in properties) {
    if (Object.prototype.hasOwnProperty.call(properties, key) && !/^[A-Za-z]\w*_str$/.test(key)) {
      return false;
    }
  }
  return true;
}
