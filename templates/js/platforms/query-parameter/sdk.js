/** The page's address has what the data say behind its "?". */
function load(record, sdk) {
  history.replaceState(null, "", "?" + sdk.data);
}
