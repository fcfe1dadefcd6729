/**
 * What the page gives: JSON in the attribute `data-settings` of the script element that runs, or of one that says it is
 * this platform's; or else the entry of a variable that is around this program, or global.
 */
function given() {
  var own = document.currentScript;
  var text = own && own.getAttribute("data-settings");

  if (!text) {
    own = document.querySelector('script[data-tagwright="' + slug + '"]');
    text = own && own.getAttribute("data-settings");
  }
  return (text ? JSON.parse(text) : typeof tagwrightSettings === "object" && tagwrightSettings[slug]) || {};
}
