/**
 * Reads Google's Consent Mode v2 (https://developers.google.com/tag-platform/security/guides/consent).
 *
 * The commands that a page gives are in its data layer, also where Google's tags come only after consent: they are read
 * there, and `push` is heard as those tags hear it. Tag Manager's consent templates bypass the data layer: what they
 * say, and where a default for some regions holds, only the tags' own record knows. It is not documented, so no more
 * is asked of it than many ask: yes (1) or no (2), whether that is an update, and for news.
 *
 * "granted" is an answer, as an update or as a default; "denied" is one only as an update: a default waits for it.
 */
function consent() {
  var types =
    settings.consent === "analytics"
      ? ["analytics_storage"]
      : settings.consent === "advertising"
        ? ["ad_storage", "ad_user_data"]
        : settings.consent === "functional"
          ? ["functionality_storage"]
          : ["personalization_storage"];
  var states = [];
  var defaults = [];
  var waiting = 0;
  var layer;
  var record;

  function decide() {
    var isAllowed = true;

    for (var i = 0; i < types.length; i++) {
      if (states[i] === false) {
        answer(false);
        return;
      }
      isAllowed = isAllowed && (states[i] || (!waiting && defaults[i]));
    }
    if (isAllowed) {
      answer(true);
    }
  }

  /** Notes one entry of the data layer; gtag() pushes its arguments: "consent", "default" or "update", the states. */
  function note(entry) {
    var given = (entry && entry[0] === "consent" && entry[2]) || {};

    for (var i = 0; i < types.length; i++) {
      if (given[types[i]] && entry[1] === "update") {
        states[i] = given[types[i]] === "granted";
      } else if (given[types[i]] && given.region) {
        // A refusal for some regions: whether the visitor is there, only the record knows.
        defaults[i] = given[types[i]] === "granted" && defaults[i];
      } else if (given[types[i]]) {
        defaults[i] = given[types[i]] === "granted" && defaults[i] !== false;
        waiting++;
        setTimeout(settle, given.wait_for_update || 0);
      }
    }
  }

  /** The time is over in which an update may follow a default. */
  function settle() {
    waiting--;
    attempt(ask);
    decide();
  }

  /** Asks the tags' record. A refusal in it may be a default: it counts as an update, or where it takes back. */
  function ask() {
    for (var i = 0; record && !waiting && i < types.length; i++) {
      var state = record.getConsentState(types[i]);
      var entry = (record.entries || {})[types[i]] || {};

      if (state === 1) {
        states[i] = true;
      } else if (state === 2 && (states[i] || entry.update === false)) {
        states[i] = false;
      }
    }
  }

  function askAndDecide() {
    attempt(ask);
    decide();
  }

  /** Finds the record, which comes with Google's tags; once there, they push entries of their own. */
  function find() {
    var found = (window.google_tag_data || {}).ics || {};

    if (!record && found.addListener && found.getConsentState) {
      record = found;
      record.addListener(types, askAndDecide);
      askAndDecide();
    }
  }

  function hear() {
    var push = layer.push;

    for (var i = 0; i < layer.length; i++) {
      attempt(note, layer[i]);
    }
    layer.push = function () {
      var result = push.apply(layer, arguments);

      attempt(find);
      for (var i = 0; i < arguments.length; i++) {
        attempt(note, arguments[i]);
      }
      decide();
      return result;
    };
    decide();
  }

  until(function () {
    if (!layer && window.dataLayer) {
      layer = window.dataLayer;
      attempt(hear);
    }
    find();
    return layer || record;
  });
}
