/**
 * The events of a page that goes into the back-forward cache and comes back, as the HTML standard and the page lifecycle
 * define them; scripts, timers and what was written down stay as they were.
 */
function fault() {
  show("hidden");
  window.dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
  document.dispatchEvent(new Event("freeze"));
  document.dispatchEvent(new Event("resume"));
  window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  show("visible");

  function show(state) {
    Object.defineProperty(document, "visibilityState", { configurable: true, value: state });
    Object.defineProperty(document, "hidden", { configurable: true, value: state === "hidden" });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  }
}
