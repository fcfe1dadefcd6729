/** The page sets the cookie: JSON, URI-encoded as most libraries do it, or the text that the data are. */
function load(record, sdk) {
  var text = typeof sdk.data === "string" ? sdk.data : encodeURIComponent(JSON.stringify(sdk.data));

  document.cookie = sdk.settings.cookie + "=" + text + "; path=/";
}
