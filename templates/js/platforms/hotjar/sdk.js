/** Hotjar's own code: a function that queues, unless there is one. */
function base() {
  window.hj =
    window.hj ||
    function () {
      (window.hj.q = window.hj.q || []).push(arguments);
    };
  window._hjSettings = { hjid: 1, hjsv: 6 };
}

/**
 * The script that Hotjar's code loads, as far as a page can tell: it replaces the function and runs what
 * was queued. It drops an event whose name has a character or a length that Hotjar's pages rule out, or
 * nine digits in a row, which may be a telephone number.
 */
function load(record) {
  var queue = (window.hj && window.hj.q) || [];

  window.hj = function (command, name) {
    if (command === "event" && /^[\w-]{1,250}$/.test(name) && !/\d{9}/.test(name)) {
      record("hj", Array.prototype.slice.call(arguments));
    }
  };
  for (var i = 0; i < queue.length; i++) {
    window.hj.apply(window, queue[i]);
  }
}
