/** Braze's inline code, as far as a page can tell: it replaces what is there and queues what its stubs are called with. */
function base() {
  function stub(name) {
    return function () {
      window.brazeQueue.push([name, Array.prototype.slice.call(arguments)]);
      return true;
    };
  }
  window.brazeQueue = [];
  window.braze = {
    logCustomEvent: stub("logCustomEvent"),
    getUser: function () {
      return {};
    }
  };
}

/** The SDK: runs the queue while it is not initialized yet, so that all of it is lost; then the page initializes it. */
function load(record) {
  var queued = window.brazeQueue || [];
  var isInitialized = false;

  function logCustomEvent(name, properties) {
    var isLogged = isInitialized && name.length < 256 && /^[^\x00-\x1F"$][^\x00-\x1F"]*$/.test(name);

    if (isLogged) {
      record("braze.logCustomEvent", [name, properties]);
    }
    return isLogged;
  }
  window.braze = {
    logCustomEvent: logCustomEvent,
    getUser: function () {
      return isInitialized ? {} : undefined;
    }
  };
  for (var i = 0; i < queued.length; i++) {
    window.braze[queued[i][0]].apply(null, queued[i][1]);
  }
  window.brazeQueue = null;
  isInitialized = true;
}
