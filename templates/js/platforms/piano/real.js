/** The page's queue, as Piano's asynchronous tag makes it. */
function base() {
  window._paq = window._paq || [];
}

/** The page tells the SDK its site late, as after a consent; its page view comes later still. */
function start() {
  setTimeout(function () {
    window.pa.setConfigurations({ site: 123456789, collectDomain: "https://own.pa-cd.com" });
  }, 300);
  setTimeout(function () {
    window.pa.sendEvent("page.display", { page: "Shop" });
  }, 800);
}
