/** Braze's inline code: it replaces what is there, and its stubs queue calls, those of the page's own code first. */
function base() {
  function stub(name) {
    return function () {
      window.brazeQueue.push([name, arguments]);
      return true;
    };
  }
  function User() {}

  window.brazeQueue = [];
  window.braze = {
    getUser: function () {
      return new User();
    },
    initialize: stub("initialize"),
    logCustomEvent: stub("logCustomEvent"),
    openSession: stub("openSession")
  };
  User.prototype.setCustomUserAttribute = stub("setCustomUserAttribute");
  window.braze.initialize("00000000-0000-0000-0000-000000000000", { baseUrl: "sdk.iad-01.braze.com" });
  window.braze.openSession();
}

/** Sends at once what the SDK would send after some seconds. */
function start() {
  setTimeout(window.braze.requestImmediateDataFlush, 300);
}
