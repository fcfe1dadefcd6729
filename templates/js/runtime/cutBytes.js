/** As much of a text as fits in `max` bytes of UTF-8, without half a character at the end. */
function cutBytes(text, max) {
  var end = 0;
  var code;

  for (; end < text.length; end++) {
    code = text.charCodeAt(end);
    // The first half of a surrogate pair counts all four bytes, the second none.
    max -= code < 128 ? 1 : code < 2048 ? 2 : code >> 10 === 54 ? 4 : code >> 10 === 55 ? 0 : 3;
    if (max < 0) {
      break;
    }
  }
  return text.slice(0, end);
}
