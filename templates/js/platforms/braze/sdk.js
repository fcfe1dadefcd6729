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
      return { setCustomUserAttribute: stub("setCustomUserAttribute") };
    }
  };
}

/** The SDK: runs the queue while it is not initialized yet, so that all of it is lost; then the page initializes it. */
function load(record) {
  var queued = window.brazeQueue || [];
  var isInitialized = false;
  var user = { setCustomUserAttribute: setCustomUserAttribute };

  function logCustomEvent(name, properties) {
    var isLogged = isInitialized && isFit(name);

    if (isLogged) {
      record("braze.logCustomEvent", [name, properties]);
    }
    return isLogged;
  }
  function setCustomUserAttribute(key, value) {
    if (isInitialized && isFit(key) && isFit(value)) {
      record("braze.User.setCustomUserAttribute", [key, value]);
    }
  }
  window.braze = {
    logCustomEvent: logCustomEvent,
    getUser: function () {
      return isInitialized ? user : undefined;
    }
  };
  for (var i = 0; i < queued.length; i++) {
    (window.braze[queued[i][0]] || setCustomUserAttribute).apply(null, queued[i][1]);
  }
  window.brazeQueue = null;
  isInitialized = true;
}

/** What Braze takes for an event's name, or an attribute's key or value. */
function isFit(text) {
  return text.length < 256 && /^[^\x00-\x1F"$][^\x00-\x1F"]*$/.test(text);
}
