/** 6sense's own inline code: a list of commands. What the WebTag stored on an earlier page is there from the start. */
function base(sdk) {
  window._6si = window._6si || [];
  window._6si.push(["setEpsilonKey", "key"], ["enableCompanyDetails", true, null, 3]);
  keep(sdk, "stored");
}

/** The WebTag arrives, asks which company the visitor's address belongs to, and stores the answer. */
function load(record, sdk) {
  window._6si = { push: function () {} };
  setTimeout(keep, 300, sdk, "answer");
}

function keep(sdk, what) {
  var found = sdk.data && sdk.data[what];

  if (found) {
    localStorage.setItem("_6senseCompanyDetails", typeof found === "string" ? found : __tagwrightTestbed.json(found));
  }
}
