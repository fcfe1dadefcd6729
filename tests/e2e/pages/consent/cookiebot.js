// Cookiebot: an object that knows, and events for an answer that is there and for one that is given.
window.cmp = (function () {
  function set(allowed) {
    Cookiebot.consent = {
      necessary: true,
      preferences: allowed.indexOf("preferences") >= 0,
      statistics: allowed.indexOf("statistics") >= 0,
      marketing: allowed.indexOf("marketing") >= 0
    };
    Cookiebot.consented = allowed.length > 0;
    Cookiebot.declined = !allowed.length;
    Cookiebot.hasResponse = true;
    window.dispatchEvent(new Event("CookiebotOnConsentReady"));
    window.dispatchEvent(new Event(allowed.length ? "CookiebotOnAccept" : "CookiebotOnDecline"));
  }

  return {
    load: function (stored) {
      window.Cookiebot = {
        consent: { necessary: true, preferences: false, statistics: false, marketing: false },
        hasResponse: false
      };
      if (stored) {
        set(stored);
      }
    },
    answer: set
  };
})();
