/**
 * Adobe's base code, and the page's own configuration, which comes late, as behind a consent banner. The
 * base code leaves a function alone that is there already, and then nobody starts the SDK.
 */
function base(sdk) {
  var name = sdk.records[0];

  if (!window[name]) {
    (window.__alloyNS = window.__alloyNS || []).push(name);
    window[name] = function () {
      var command = arguments;

      return new Promise(function (resolve, reject) {
        setTimeout(function () {
          window[name].q.push([resolve, reject, command]);
        });
      });
    };
    window[name].q = [];
  }
  setTimeout(function () {
    window[name]("configure", { datastreamId: "own", orgId: "own" });
  }, 700);
}

/** The SDK: it runs what was queued for each instance of the base code, and refuses events until configured. */
function load(record, sdk) {
  var name = sdk.records[0];
  var isConfigured = false;
  var queue;

  if ((window.__alloyNS || []).indexOf(name) < 0) {
    return;
  }
  queue = window[name].q;
  queue.push = run;
  for (var i = 0; i < queue.length; i++) {
    run(queue[i]);
  }

  function run(item) {
    if (item[2][0] === "configure") {
      isConfigured = true;
      item[0]({});
    } else if (isConfigured) {
      record(name, [item[2][0], withoutAddress(item[2][1])]);
      item[0]({});
    } else {
      item[1](
        new Error(
          "[" + name + "] The library must be configured first. Please do so by executing the configure command."
        )
      );
    }
  }
}

/**
 * A copy of an event, as JSON has it: without what is undefined. It lacks the page's address, too, which no scenario
 * knows; any other address stays.
 */
function withoutAddress(value) {
  var copy = value instanceof Array ? [] : {};

  if (!value || typeof value !== "object") {
    return value;
  }
  for (var key in value) {
    if (
      Object.prototype.hasOwnProperty.call(value, key) &&
      value[key] !== undefined &&
      value[key] !== location.href
    ) {
      copy[key] = withoutAddress(value[key]);
    }
  }
  return copy;
}
