/** What a page may set before the tracker loads. */
function base() {
  window.PARSELY = window.PARSELY || { autotrack: true };
}

/** The tracker. It builds upon the page's settings; the page's own address is written down as "(this page)". */
function load(record) {
  var parsely = (window.PARSELY = window.PARSELY || {});

  parsely.loaded = true;
  parsely.beacon = {
    trackPageView: function (event) {
      var seen = {};

      for (var name in event) {
        if ({}.hasOwnProperty.call(event, name)) {
          seen[name] = name === "url" && event.url === location.href ? "(this page)" : event[name];
        }
      }
      record("PARSELY.beacon.trackPageView", [seen]);
    }
  };
}
