/** Gainsight's tag, as far as a page can tell: a function that queues, unless there is one already. */
function base() {
  window.aptrinsic =
    window.aptrinsic ||
    function () {
      (window.aptrinsic.q = window.aptrinsic.q || []).push(arguments);
    };
  window.aptrinsic.p = "AP-PRODUCT-KEY-2";
}

/** The SDK: it replaces the function of the tag and runs what was queued; without the tag it has no key and does nothing. */
function load(record) {
  var tag = window.aptrinsic;
  var waiting = (tag && tag.q) || [];

  if (tag && tag.p) {
    window.aptrinsic = function (method, name, properties) {
      if (method === "track" && typeof name === "string") {
        record("aptrinsic", [method, name, properties]);
      }
    };
    for (var i = 0; i < waiting.length; i++) {
      window.aptrinsic.apply(null, waiting[i]);
    }
  }
}
