/**
 * The script of the test page nearest to the caller, such as "snippet.js:1:203", or "" when there is
 * none. Every script of the page carries a name (`sourceURL`), so a stack tells who is asking.
 */
function whoAsks() {
  var found = /([\w-]+\.js:\d+:\d+)/.exec(new Error().stack || "");

  return found ? found[1] : "";
}
