/**
 * Reads the groups that OneTrust holds active: it announces them when it has loaded and whenever the visitor changes
 * them (https://developer.onetrust.com/onetrust/docs/javascript-events-guide). A group that is not active is refused
 * only when the visitor has closed the banner.
 *
 * Groups as OneTrust names them by itself: C0002 performance, C0003 functional, C0004 targeting.
 */
function consent() {
  var group =
    settings.consent === "analytics"
      ? /\bC0002\b/i
      : settings.consent === "advertising"
        ? /\bC0004\b/i
        : /\bC0003\b/i;

  function look(event) {
    var banner = window.OneTrust || {};

    if (group.test((event && event.detail) || window.OnetrustActiveGroups)) {
      answer(true);
    } else if (banner.IsAlertBoxClosed && banner.IsAlertBoxClosed()) {
      answer(false);
    }
  }

  window.addEventListener("OneTrustGroupsUpdated", function (event) {
    attempt(look, event);
  });
  look();
}
