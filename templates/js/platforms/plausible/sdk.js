/** Plausible's own inline code: a function that queues its arguments, and `init`, which keeps the options. */
function base() {
  var stub =
    window.plausible ||
    function () {
      (stub.q = stub.q || []).push(arguments);
    };

  window.plausible = stub;
  stub.init =
    stub.init ||
    function (options) {
      stub.o = options || {};
    };
  stub.init();
}

/** The script arrives: another function takes the place of the first and sends what was queued. */
function load(record) {
  var queue = (window.plausible && window.plausible.q) || [];

  window.plausible = function (name, options) {
    if (isAccepted(name, (options && options.props) || {})) {
      record("plausible", Array.prototype.slice.call(arguments));
    }
  };
  window.plausible.l = true;
  for (var i = 0; i < queue.length; i++) {
    window.plausible.apply(null, queue[i]);
  }
}

/** Whether Plausible's server keeps an event: a name within its limit, and scalars in `props` within theirs. */
function isAccepted(name, props) {
  var names = Object.keys(props);

  for (var i = 0; i < names.length; i++) {
    if (
      typeof props[names[i]] === "object" ||
      unescape(encodeURIComponent(props[names[i]])).length > 2000
    ) {
      return false;
    }
  }
  return typeof name === "string" && name.length <= 120 && names.length <= 30;
}
