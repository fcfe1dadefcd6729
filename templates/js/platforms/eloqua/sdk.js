/** Eloqua's own inline code; and a page that makes lookups itself, of the visitor, then of the contact. */
function base(sdk) {
  var queue = (window._elqQ = window._elqQ || []);

  queue.push(["elqSetSiteId", "1234"]);
  queue.push(["elqTrackPageView"]);
  if (sdk.data && sdk.data.contact) {
    window.SetElqContent = function () {
      window.SetElqContent = null;
      window._elqQ.push(["elqDataLookup", "c0", "<C_EmailAddress>ada@shop.example</C_EmailAddress>"]);
    };
    queue.push(["elqDataLookup", "a0", ""]);
  }
}

/**
 * The script stands where the array stood and works it off. A lookup needs the account's id before it; its answer is a
 * script that puts a function in the place of the one before, and then calls the page's SetElqContent.
 */
function load(record, sdk) {
  var waiting = window._elqQ || [];
  var site;

  window.GetElqContentPersonalizationValue = undefined;
  window._elqQ = { push: take };
  for (var i = 0; i < waiting.length; i++) {
    take(waiting[i]);
  }

  function take(command) {
    if (command[0] === "elqSetSiteId") {
      site = command[1];
    } else if (command[0] === "elqDataLookup" && site) {
      setTimeout(answer, 400, (sdk.data && (command[2] ? sdk.data.contact : sdk.data.visitor)) || {});
    }
  }

  function answer(fields) {
    window.GetElqContentPersonalizationValue = function (name) {
      return fields[name] || "";
    };
    if (window.SetElqContent) {
      window.SetElqContent();
    }
  }
}
