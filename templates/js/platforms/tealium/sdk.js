/**
 * utag.js, as far as a page can tell. It has no base code but the script tag; a page's own fallback, which
 * this one has, is replaced. Until all its tags have loaded it keeps calls, and then sends the page view first.
 */
function base() {
  window.utag = window.utag || { link: function () {} };
}

/** The SDK arrives; its tags take another 300 ms. */
function load(record) {
  var handler = { iflag: 0 };
  var waiting = [];

  function link(data) {
    if (!handler.iflag) {
      waiting.push(data);
    } else if (data && typeof data === "object") {
      record("utag.link", [data]);
    }
  }

  window.utag = { handler: handler, link: link };
  setTimeout(function () {
    handler.iflag = 1;
    for (var i = 0; i < waiting.length; i++) {
      link(waiting[i]);
    }
  }, 300);
}
