/**
 * Reads what Cookiebot knows, now and whenever it announces an answer, stored or new
 * (https://www.cookiebot.com/en/developer/). A category that is off is refused only when the visitor has responded.
 */
function consent() {
  var category =
    settings.consent === "analytics"
      ? "statistics"
      : settings.consent === "advertising"
        ? "marketing"
        : "preferences";

  function look() {
    var known = window.Cookiebot || {};

    if (known.consent && known.consent[category]) {
      answer(true);
    } else if (known.hasResponse) {
      answer(false);
    }
  }

  function hear() {
    attempt(look);
  }

  window.addEventListener("CookiebotOnConsentReady", hear);
  window.addEventListener("CookiebotOnAccept", hear);
  window.addEventListener("CookiebotOnDecline", hear);
  look();
}
