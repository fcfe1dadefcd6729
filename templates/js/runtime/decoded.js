/** A text without its URI encoding; as it stands when it is malformed. */
function decoded(text) {
  return attempt(decodeURIComponent, text) || text;
}
