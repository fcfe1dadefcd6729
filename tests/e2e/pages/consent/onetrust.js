// OneTrust: a text of active groups, a banner that is closed or not, and an event after loading and after each change.
window.cmp = (function () {
  var isClosed = false;

  function tell(groups) {
    window.OnetrustActiveGroups = "," + groups.join(",") + ",";
    setTimeout(function () {
      window.dispatchEvent(new CustomEvent("OneTrustGroupsUpdated", { detail: groups }));
    }, 0);
  }

  // While it is still on its way, the page has only this.
  window.OneTrust = { geolocationResponse: { countryCode: "FR" } };

  return {
    load: function (stored) {
      isClosed = !!stored;
      window.OneTrust = {
        IsAlertBoxClosed: function () {
          return isClosed;
        }
      };
      tell(["C0001"].concat(stored || []));
    },
    answer: function (groups) {
      isClosed = true;
      tell(["C0001"].concat(groups));
    }
  };
})();
