/** Pendo's install script: stubs that queue calls in `_q`, `initialize` before all others, and the page's own call. */
function base() {
  var pendo = (window.pendo = window.pendo || {});

  function stub(name) {
    pendo[name] =
      pendo[name] ||
      function () {
        pendo._q[name === "initialize" ? "unshift" : "push"]([name].concat([].slice.call(arguments)));
      };
  }

  pendo._q = pendo._q || [];
  ["initialize", "identify", "updateOptions", "pageLoad", "track"].forEach(stub);
  pendo.initialize({ account: { id: "account" }, visitor: { id: "visitor" } });
}

/** The agent begins when the page has loaded. Later, it sends at once what it would send after two minutes. */
function start() {
  window.addEventListener("load", function () {
    setTimeout(window.pendo.flushNow, 400);
  });
}
