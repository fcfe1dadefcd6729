/** A page that is prerendered: hidden, without frames to draw, until it is shown. */
function fault() {
  var request = window.requestAnimationFrame;
  var waiting = [];

  be("hidden", true);
  window.requestAnimationFrame = function (callback) {
    waiting.push(callback);
    return waiting.length;
  };
  setTimeout(function () {
    window.requestAnimationFrame = request;
    be("visible", false);
    document.dispatchEvent(new Event("prerenderingchange"));
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    for (var i = 0; i < waiting.length; i++) {
      request(waiting[i]);
    }
  }, 3000);

  function be(state, isPrerendering) {
    Object.defineProperty(document, "prerendering", { configurable: true, value: isPrerendering });
    Object.defineProperty(document, "visibilityState", { configurable: true, value: state });
    Object.defineProperty(document, "hidden", { configurable: true, value: state === "hidden" });
  }
}
