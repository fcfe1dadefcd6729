/** Metrica's own base code: a function that queues Arguments in `ym.a`; the page starts two tags. */
function base() {
  window.ym =
    window.ym ||
    function () {
      (window.ym.a = window.ym.a || []).push(arguments);
    };
  window.ym(12345678, "init", {});
  window.ym(87654321, "init", {});
}

/** tag.js: it takes over what was queued, and knows the tags that were started and no others. */
function load(record) {
  var waiting = (window.ym && window.ym.a) || [];
  var started = {};

  function ym() {
    var id = arguments[0];

    if (arguments[1] === "init") {
      started[id] = true;
    } else if (started[id] === true) {
      record("ym", Array.prototype.slice.call(arguments));
    }
  }
  window.ym = ym;
  for (var i = 0; i < waiting.length; i++) {
    ym.apply(null, waiting[i]);
  }
}
