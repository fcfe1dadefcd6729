/**
 * mParticle's own inline snippet, as far as a page can tell. It throws away what a page put into `rq` before
 * it; its methods queue.
 */
function base() {
  var mParticle = (window.mParticle = window.mParticle || {});

  mParticle.EventType = { Unknown: 0, Navigation: 1, Social: 7, Other: 8 };
  mParticle.Identity = {};
  mParticle.config = mParticle.config || {};
  mParticle.config.rq = [];
  mParticle.ready = function (call) {
    mParticle.config.rq.push(call);
  };
  mParticle.logEvent = function () {
    mParticle.config.rq.push(["logEvent"].concat(Array.prototype.slice.call(arguments)));
  };
}

/**
 * The SDK arrives, and is initialized half a second later; it takes calls meanwhile and runs them then. Whom it knows from
 * an earlier page it has then, of others it knows the id, and so the user, another second later.
 */
function load(record, sdk) {
  var waiting = (window.mParticle && window.mParticle.config && window.mParticle.config.rq) || [];
  var isInitialized = false;
  var isIdentified = false;

  function logEvent(name, type, attributes) {
    if (!isInitialized) {
      waiting.push(["logEvent", name, type, attributes]);
    } else if (typeof name === "string" && typeof type === "number") {
      record("mParticle.logEvent", [name, type, plain(attributes)]);
    }
  }

  window.mParticle = {
    EventType: { Unknown: 0, Navigation: 1, Social: 7, Other: 8 },
    isInitialized: function () {
      return isInitialized;
    },
    logEvent: logEvent,
    Identity: {
      getCurrentUser: function () {
        return isIdentified ? user(sdk.data || {}) : null;
      }
    }
  };
  setTimeout(function () {
    isInitialized = true;
    setTimeout(
      function () {
        isIdentified = !(sdk.data && sdk.data.isRefused);
      },
      sdk.data && sdk.data.isReturning ? 0 : 1000
    );
    for (var i = 0; i < waiting.length; i++) {
      if (waiting[i][0] === "logEvent") {
        logEvent.apply(null, waiting[i].slice(1));
      }
    }
  }, 500);
}

/** Attributes without objects and lists, which mParticle drops. */
function plain(attributes) {
  var kept = {};

  for (var name in attributes) {
    if ({}.hasOwnProperty.call(attributes, name) && typeof attributes[name] !== "object") {
      kept[name] = attributes[name];
    }
  }
  return kept;
}

/** The current user: attributes as a copy, and audiences, where the workspace has them, from the server. */
function user(data) {
  return {
    getAllUserAttributes: function () {
      return JSON.parse(__tagwrightTestbed.json(data.attributes || {}));
    },
    getUserAudiences: function (callback) {
      if (data.audiences) {
        setTimeout(callback, 700, { currentAudienceMemberships: data.audiences });
      }
    }
  };
}
