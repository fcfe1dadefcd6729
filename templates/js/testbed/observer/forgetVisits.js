/** Takes away what the visits before this one left for the whole site: cookies, and the window's name. */
function forgetVisits() {
  var pairs = allCookies().split("; ");
  var site = location.hostname.split(".").slice(-2).join(".");
  var gone = "=; path=/; max-age=0";

  for (var i = 0; i < pairs.length; i++) {
    if (pairs[i]) {
      document.cookie = pairs[i].split("=")[0] + gone;
      document.cookie = pairs[i].split("=")[0] + gone + "; domain=" + site;
    }
  }
  window.name = "";

  function allCookies() {
    try {
      return document.cookie;
    } catch (error) {
      // A sandboxed frame denies them; the page around it has been here before.
      return "";
    }
  }
}
