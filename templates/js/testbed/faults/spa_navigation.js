/** Another address without another page, as applications of one page do it, and what they tell each client then. */
function fault() {
  var client = window.optimizely;

  history.pushState({}, "", "/next?step=2");
  window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  if (client && client.push) {
    client.push(client.get ? { type: "activate" } : ["activate"]);
  }
}
