/**
 * Pendo's install script and agent, as far as a page can tell: a stub that queues calls in `_q`, then the
 * agent, which is ready once `initialize` has run. The older stub has no `track`, so neither has this one.
 */
function base() {
  var pendo = (window.pendo = window.pendo || {});

  pendo._q = [];
  ["initialize", "identify", "updateOptions", "pageLoad"].forEach(function (name) {
    pendo[name] =
      pendo[name] ||
      function () {
        pendo._q[name === "initialize" ? "unshift" : "push"](
          [name].concat(Array.prototype.slice.call(arguments))
        );
      };
  });
  pendo.initialize({ visitor: { id: "visitor" } });
}

/** The agent arrives; what is tracked before it is ready is lost, properties of more than 512 bytes too. */
function load(record) {
  var pendo = (window.pendo = window.pendo || {});
  var queued = pendo._q || [];
  var ready = false;

  pendo._q = [];
  pendo.isReady = function () {
    return ready;
  };
  pendo.initialize = function () {
    ready = true;
  };
  pendo.identify = pendo.updateOptions = pendo.pageLoad = function () {};
  pendo.track = function (name, properties) {
    var bytes = encodeURIComponent(JSON.stringify(properties)).replace(/%../g, "x").length;

    if (ready && bytes <= 512) {
      record("pendo.track", [name, properties]);
    }
  };
  queued.forEach(function (call) {
    pendo[call[0]].apply(pendo, call.slice(1));
  });
}
