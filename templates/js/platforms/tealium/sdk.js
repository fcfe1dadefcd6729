/**
 * utag.js, as far as a page can tell. It has no base code but the script tag; a page's own fallback, which
 * this one has, is replaced. Until all its tags have loaded it keeps calls, and then sends the page view first.
 * What it stored of the visitor on an earlier page is there from the start.
 */
function base(sdk) {
  window.utag = window.utag || { link: function () {} };
  keep(sdk, "stored");
}

/** The SDK arrives; its tags take another 300 ms, and so does AudienceStream's answer to one of them. */
function load(record, sdk) {
  var handler = { iflag: 0 };
  var waiting = [];

  function link(data) {
    if (!handler.iflag) {
      waiting.push(data);
    } else if (data && typeof data === "object") {
      record("utag.link", [data]);
    }
  }

  window.utag = { handler: handler, link: link };
  setTimeout(function () {
    handler.iflag = 1;
    for (var i = 0; i < waiting.length; i++) {
      link(waiting[i]);
    }
    keep(sdk, "fetched");
  }, 300);
}

/** The Collect tag stores each answer under one key for the site and one for the profile. */
function keep(sdk, what) {
  if (sdk.data && sdk.data[what]) {
    localStorage.setItem("tealium_va", __tagwrightTestbed.json(sdk.data[what]));
    localStorage.setItem("tealium_va_acme_main", __tagwrightTestbed.json(sdk.data[what]));
  }
}
