/**
 * Datadog's CDN async code and RUM SDK, as far as a page can tell: a stub whose `onReady` queues, in
 * which the page starts the SDK, then the SDK, which keeps what is called before `init` and has no
 * configuration to tell until then.
 */
function base() {
  window.DD_RUM = window.DD_RUM || {
    q: [],
    onReady: function (callback) {
      window.DD_RUM.q.push(callback);
    }
  };
  window.DD_RUM.onReady(function () {
    window.DD_RUM.init({ applicationId: "id", clientToken: "pub" });
  });
}

/** The SDK arrives, takes the stub's place and runs its callbacks. */
function load(record) {
  var stub = window.DD_RUM;
  var configuration;
  var early = [];
  var sdk = {
    version: "7.16.2",
    init: function (given) {
      configuration = given;
      early.forEach(function (call) {
        call();
      });
    },
    getInitConfiguration: function () {
      return configuration;
    },
    onReady: function (callback) {
      callback();
    }
  };

  /** One method of the SDK. */
  function method(name) {
    sdk[name] = function () {
      var args = Array.prototype.slice.call(arguments);

      function call() {
        record("DD_RUM." + name, args);
      }
      if (configuration) {
        call();
      } else {
        early.push(call);
      }
    };
  }

  method("addFeatureFlagEvaluation");
  method("addAction");
  window.DD_RUM = sdk;
  ((stub && stub.q) || []).forEach(function (callback) {
    callback();
  });
}
