// A consent template in Tag Manager: it tells the tags, and the data layer hears nothing of it. After google.js.
cmp.load = function (stored) {
  window.dataLayer = window.dataLayer || [];
  dataLayer.push({ "gtm.start": 1, event: "gtm.js" });
  setTimeout(function () {
    cmp.tags();
    google_tag_data.ics.set("default", cmp.states(null));
    if (stored) {
      cmp.answer(stored);
    }
  }, 50);
};
cmp.answer = function (allowed) {
  google_tag_data.ics.set("update", cmp.states(allowed));
};
