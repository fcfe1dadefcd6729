// Basic mode: Google's tags come only after consent, so that nobody is there but the data layer. After google.js.
cmp.load = function (stored) {
  window.dataLayer = window.dataLayer || [];
  dataLayer.push({ page: "home" }, null, "text", ["consent"]);
  cmp.gtag("consent", "default", cmp.states(null));
  if (stored) {
    cmp.answer(stored);
  }
};
cmp.answer = function (allowed) {
  cmp.gtag("consent", "update", cmp.states(allowed));
  if (allowed[0] && !window.google_tag_data) {
    setTimeout(cmp.tags, 300);
  }
};
