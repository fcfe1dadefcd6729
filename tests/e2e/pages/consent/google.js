// Google Consent Mode v2 with the tags on the page (advanced mode). gtag() pushes its arguments; the tags put a `push`
// of their own in front, keep a record, and tell those who listen.
window.cmp = (function () {
  var TYPES = ["ad_storage", "ad_user_data", "ad_personalization", "analytics_storage", "functionality_storage",
    "personalization_storage", "security_storage"];

  function gtag() {
    window.dataLayer = window.dataLayer || [];
    dataLayer.push(arguments);
  }

  function states(allowed) {
    var all = {};

    for (var i = 0; i < TYPES.length; i++) {
      all[TYPES[i]] = allowed && allowed.indexOf(TYPES[i]) >= 0 ? "granted" : "denied";
    }
    return all;
  }

  /** What gtag.js and gtm.js do, as far as consent goes. */
  function tags() {
    var layer = (window.dataLayer = window.dataLayer || []);
    var push = layer.push;
    var entries = {};
    var listeners = [];

    function take(entry) {
      if (entry && entry[0] === "consent" && entry[2]) {
        set(entry[1], entry[2]);
      }
    }

    function set(kind, given) {
      for (var i = 0; i < TYPES.length; i++) {
        // The visitor of these tests is in France.
        if (given[TYPES[i]] && (!given.region || given.region.indexOf("FR") >= 0)) {
          entries[TYPES[i]] = entries[TYPES[i]] || {};
          if (kind === "update" || given.region || !entries[TYPES[i]].scoped) {
            entries[TYPES[i]][kind] = given[TYPES[i]] === "granted";
            entries[TYPES[i]].scoped = !!given.region;
          }
        }
      }
      for (i = 0; i < listeners.length; i++) {
        listeners[i]({ consentEventId: 1 });
      }
    }

    window.google_tag_data = {
      ics: {
        entries: entries,
        addListener: function (types, listener) {
          listeners.push(listener);
        },
        getConsentState: function (type) {
          var entry = entries[type] || {};
          var state = entry.update === undefined ? entry["default"] : entry.update;

          return state === undefined ? 0 : state ? 1 : 2;
        },
        set: set
      }
    };
    for (var i = 0; i < layer.length; i++) {
      take(layer[i]);
    }
    layer.push = function () {
      var result = push.apply(layer, arguments);

      for (var i = 0; i < arguments.length; i++) {
        take(arguments[i]);
      }
      return result;
    };
    layer.push({ event: "gtm.dom" });
    layer.push({ event: "gtm.load" });
  }

  return {
    gtag: gtag,
    states: states,
    tags: tags,
    load: function (stored) {
      gtag("consent", "default", states(null));
      if (stored) {
        gtag("consent", "update", states(stored));
      }
      tags();
    },
    answer: function (allowed) {
      gtag("consent", "update", states(allowed));
    }
  };
})();
