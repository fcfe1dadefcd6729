/**
 * AppMeasurement, as far as a page can tell. It has neither base code nor queue, and comes with the page's
 * own page view a second later. A custom link carries what its overrides name in `linkTrackVars`; a page
 * view carries what is on the object, and is written down only when something of that is not the page's.
 */
function load(record, sdk) {
  var name = sdk.records[0].split(".")[0];
  var s = (window[name] = { version: "2.22.4", linkTrackVars: "None", eVar1: "own", referrer: undefined });

  s.tl = function (link, type, linkName, overrides) {
    record(name + ".tl", [link, type, linkName, overrides]);
  };
  s.t = function () {
    var hit = {};
    var isOurs = false;

    for (var key in s) {
      if (/^(referrer|events|(eVar|prop|list)\d+)$/.test(key) && s[key] && key !== "eVar1") {
        hit[key] = s[key];
        isOurs = true;
      }
    }
    if (isOurs) {
      record(name + ".t", [hit]);
    }
  };
  setTimeout(s.t, 1000);
}
