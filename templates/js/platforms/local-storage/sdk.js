/** The page keeps the data: as JSON, or as the text that they are. */
function load(record, sdk) {
  var text = typeof sdk.data === "string" ? sdk.data : JSON.stringify(sdk.data);

  window[sdk.settings.area].setItem(sdk.settings.key, text);
}
