/**
 * Hides the page, and shows it again when Optimizely has applied its changes (`activated`; `campaignDecided` comes before
 * them, and never where no campaign runs), when Classic's script has run, when the script does not come, or when it is time.
 */
function hide() {
  var style = document.documentElement.style;
  var before = style.visibility;
  var isOver;

  function show() {
    if (!isOver) {
      isOver = 1;
      style.visibility = before;
    }
  }

  function heard(event) {
    var from = event.target;
    var isOurs = from && from.src && from.src.indexOf(settings.src) >= 0;

    if (isOurs && (event.type === "error" || (queue().data || {}).state)) {
      show();
    }
  }

  if (!queue().initialized && !queue().get) {
    style.visibility = "hidden";
    setTimeout(show, settings.timeout * 1000);
    // A script's own events do not bubble; the window captures them.
    window.addEventListener("load", heard, true);
    window.addEventListener("error", heard, true);
    listen("activated", show);
  }
}
