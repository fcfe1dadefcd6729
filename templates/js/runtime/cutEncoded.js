/**
 * As much of a text as has at most 20 characters once it is URI-encoded. Half a character cannot be encoded: the text
 * then counts as too long, by 20 digits. Nothing (null) stays nothing.
 */
function cutEncoded(text) {
  while ((attempt(encodeURIComponent, text) || text + 1e19).length > 20) {
    text = text.slice(0, -1);
  }
  return text;
}
