/**
 * What the page's consent managers say, by manager and category: "granted", "denied" or "open", which is no answer yet.
 * Read only: no listener stays, and nothing is asked that would show a banner. The categories are those that
 * `runtime/consent` asks for; `runtime/consent/reads.toml` names the same managers.
 */
function readConsent() {
  var categories = ["analytics", "advertising", "functional", "personalization"];
  var found = {};

  function each(answerOf) {
    var answers = {};

    categories.forEach(function (category) {
      answers[category] = answerOf(category);
    });
    return answers;
  }

  function worst(answers) {
    return answers.indexOf("denied") >= 0 ? "denied" : answers.indexOf("open") >= 0 ? "open" : "granted";
  }

  /** The last command for each type rules; a default of "denied" waits for an answer, as the snippets have it. */
  function google() {
    var types = {
      analytics: ["analytics_storage"],
      advertising: ["ad_storage", "ad_user_data"],
      functional: ["functionality_storage"],
      personalization: ["personalization_storage"]
    };
    var states = {};
    var isUsed = false;
    var record = (window.google_tag_data || {}).ics;

    Array.prototype.forEach.call(Array.isArray(window.dataLayer) ? window.dataLayer : [], function (entry) {
      var given = entry && entry[0] === "consent" && entry[2];

      Object.keys(given || {}).forEach(function (type) {
        isUsed = true;
        if (given[type] === "granted") {
          states[type] = "granted";
        } else if (given[type] === "denied") {
          states[type] = entry[1] === "update" ? "denied" : states[type] || "open";
        }
      });
    });
    // Consent templates of Tag Manager leave no command: only the tags' own record knows of them.
    Object.keys((record && record.entries) || {}).forEach(function (type) {
      var entry = record.entries[type] || {};

      if (typeof entry.update === "boolean") {
        isUsed = true;
        states[type] = entry.update ? "granted" : "denied";
      }
    });
    if (isUsed) {
      found.google = each(function (category) {
        return worst(
          types[category].map(function (type) {
            return states[type] || "open";
          })
        );
      });
    }
  }

  function onetrust() {
    var groups = { analytics: "C0002", advertising: "C0004", functional: "C0003", personalization: "C0003" };
    var banner = window.OneTrust;
    var active = window.OnetrustActiveGroups;

    if (banner || active) {
      found.onetrust = each(function (category) {
        var isActive = new RegExp("\\b" + groups[category] + "\\b", "i").test(active || "");
        var isClosed = banner && banner.IsAlertBoxClosed && banner.IsAlertBoxClosed();

        return isActive ? "granted" : isClosed ? "denied" : "open";
      });
    }
  }

  function cookiebot() {
    var names = { analytics: "statistics", advertising: "marketing", functional: "preferences", personalization: "preferences" };
    var known = window.Cookiebot;

    if (known) {
      found.cookiebot = each(function (category) {
        return known.consent && known.consent[names[category]] ? "granted" : known.hasResponse ? "denied" : "open";
      });
    }
  }

  /** Asked once; a manager that does not answer within half a second has none. */
  function tcf() {
    var purposes = { analytics: [1, 8], advertising: [1, 7], functional: [1], personalization: [1, 5, 6] };

    return new Promise(function (resolve) {
      if (typeof window.__tcfapi !== "function") {
        resolve();
        return;
      }
      found.tcf = each(function () {
        return "open";
      });
      setTimeout(resolve, 500);
      window.__tcfapi("getTCData", 2, function (data, isSuccess) {
        if (isSuccess && data && (data.gdprApplies === false || /^(tcloaded|useractioncomplete)$/.test(data.eventStatus))) {
          found.tcf = each(function (category) {
            var isAllowed = purposes[category].every(function (purpose) {
              return data.purpose.consents[purpose] === true;
            });

            return data.gdprApplies === false || isAllowed ? "granted" : "denied";
          });
        }
        resolve();
      });
    });
  }

  [google, onetrust, cookiebot].forEach(function (read) {
    try {
      read();
    } catch (error) {
      // A manager that is there and cannot be read gives no answer.
    }
  });
  return tcf().then(
    function () {
      return found;
    },
    function () {
      return found;
    }
  );
}
