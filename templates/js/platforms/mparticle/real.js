/** The inline code of mParticle, as far as it matters here: it throws away a queue before it; its methods queue. */
function base(name) {
  var mParticle;

  if (name === "mparticle-bundled") {
    return;
  }
  mParticle = window.mParticle = window.mParticle || {};
  mParticle.EventType = { Unknown: 0, Navigation: 1, Location: 2, Search: 3, Transaction: 4, UserContent: 5, UserPreference: 6, Social: 7, Other: 8 };
  mParticle.eCommerce = { Cart: {} };
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
 * The CDN's file ends with an `init` that has the workspace's settings in it; a site that bundles the SDK calls
 * it itself, and the SDK asks for the settings. They are those of an ordinary workspace, but for the interval and the
 * feature that tells audiences. Where attributes are to be read, the page sets them once there is a user.
 */
function start(name, role) {
  var config = window.mParticle.config;

  if (name !== "mparticle-bundled") {
    config.requestConfig = false;
    config.flags = { eventsV3: "100", eventBatchingIntervalMillis: "200", audienceAPI: "True" };
  }
  if (role === "audience") {
    config.identityCallback = function (result) {
      var user = result.getUser();

      user.setUserAttribute("plan", "enterprise");
      user.setUserAttributeList("interests", ["shoes", "hats"]);
      user.setUserTag("vip");
    };
  }
  window.mParticle.init("key", config);
}
