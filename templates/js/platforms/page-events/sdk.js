/** A shop's own events: some before the snippet, when the base code stands above it, and some later. */
function base(sdk) {
  var name = sdk.settings.data_layer;

  if (name) {
    window[name] = window[name] || [];
    window[name].push({ event: "gtm.js", "gtm.start": 1 }, { event: "cart:add", plan: "pro", items: [1], value: 5 });
  }
}

function load(record, sdk) {
  var name = sdk.settings.data_layer;

  function gtag() {
    window[name].push(arguments);
  }

  setTimeout(function () {
    if (name) {
      window[name].push(null, 7, { event: { a: 1 } }, { ecommerce: null });
      window[name].push({ event: "purchase", ecommerce: { value: 19.99, currency: "EUR" }, plan: "pro" });
      gtag("event", "sign_up", { value: "7.5", method: "mail" });
      gtag("set", { a: 1 });
    } else {
      document.dispatchEvent(new CustomEvent("signup", { detail: { value: 12.34, plan: "caf\u00e9 100%" } }));
      document.dispatchEvent(new CustomEvent("cart:add"));
    }
  }, 4000);
}
