// A CMP of IAB's TCF 2.2: first a stub that keeps commands, then the CMP itself, which works them off. A listener hears
// every change from then on, and at once what the state is.
window.cmp = (function () {
  var queue = [];
  var listeners = [];
  var allowed = null;
  var status = "";
  var applies = true;

  window.__tcfapi = function (command, version, callback) {
    queue.push([command, version, callback]);
  };

  function data(id) {
    var consents = {};
    var interests = {};

    for (var purpose = 1; purpose <= 11; purpose++) {
      consents[purpose] = !!allowed && allowed.indexOf(purpose) >= 0;
      interests[purpose] = purpose > 1;
    }
    return {
      tcString: allowed ? "CPtext" : "",
      tcfPolicyVersion: 4,
      listenerId: id,
      gdprApplies: applies,
      eventStatus: status,
      cmpStatus: "loaded",
      purpose: { consents: consents, legitimateInterests: interests },
      vendor: { consents: {}, legitimateInterests: {} }
    };
  }

  function tell() {
    for (var id = 0; id < listeners.length; id++) {
      if (listeners[id]) {
        listeners[id](data(id), true);
      }
    }
  }

  function api(command, version, callback, parameter) {
    if (command === "addEventListener") {
      listeners.push(callback);
      callback(data(listeners.length - 1), true);
    } else if (command === "removeEventListener") {
      listeners[parameter] = null;
      callback(true);
    }
  }

  return {
    load: function (stored) {
      allowed = stored;
      status = stored ? "tcloaded" : "cmpuishown";
      window.__tcfapi = api;
      for (var i = 0; i < queue.length; i++) {
        api.apply(null, queue[i]);
      }
    },
    answer: function (purposes) {
      allowed = purposes;
      status = "useractioncomplete";
      tell();
    },
    /** The visitor opens the banner once more, to look. */
    open: function () {
      status = "cmpuishown";
      tell();
    },
    /** The GDPR does not hold where the visitor is. */
    elsewhere: function () {
      applies = false;
      cmp.load(null);
      status = "tcloaded";
      tell();
    },
    fail: function () {
      for (var id = 0; id < listeners.length; id++) {
        listeners[id](null, false);
      }
    },
    forget: function () {
      for (var id = 0; id < listeners.length; id++) {
        listeners[id] = null;
      }
    }
  };
})();
