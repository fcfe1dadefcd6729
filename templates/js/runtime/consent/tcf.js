/**
 * Asks the page's CMP as IAB's TCF 2.2 has it: "CMP API v2" in TCFv2 of
 * https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework. An answer is what was stored
 * before (`tcloaded`), what is given now (`useractioncomplete`), or that the GDPR does not apply.
 *
 * Purposes (TCF Policies, appendix A): 1 store information on a device, 5 and 6 personalised content, 7 measure
 * advertising, 8 measure content. Consent alone counts, not a legitimate interest.
 */
function consent() {
  var purposes =
    settings.consent === "analytics"
      ? [1, 8]
      : settings.consent === "advertising"
        ? [1, 7]
        : settings.consent === "personalization"
          ? [1, 5, 6]
          : [1];

  function read(data) {
    var isAllowed = true;

    if (data.gdprApplies !== false) {
      for (var i = 0; i < purposes.length; i++) {
        isAllowed = isAllowed && data.purpose.consents[purposes[i]] === true;
      }
    }
    if (data.gdprApplies === false || /^(tcloaded|useractioncomplete)$/.test(data.eventStatus)) {
      answer(isAllowed);
    }
  }

  until(function () {
    if (window.__tcfapi) {
      attempt(function () {
        __tcfapi("addEventListener", 2, function (data, isSuccess) {
          if (isSuccess) {
            attempt(read, data);
          }
        });
      });
    }
    return window.__tcfapi;
  });
}
