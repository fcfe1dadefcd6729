/**
 * Hides the page, and shows it again when Optimizely has applied its changes (`activated`; `campaignDecided` comes before
 * them, and never where no campaign runs), when its script has run or does not come, or when it is time.
 */
function hide() {
  var client = queue();
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
    if (event.target && ("" + event.target.src).indexOf(settings.src) >= 0) {
      show();
    }
  }

  if (!client.get && !(client.data || {}).state) {
    style.visibility = "hidden";
    setTimeout(show, settings.timeout * 1000);
    // A script's own events do not bubble, but the document captures them. Classic has no others.
    document.addEventListener("load", heard, true);
    document.addEventListener("error", heard, true);
    listen("activated", show);
  }
}
