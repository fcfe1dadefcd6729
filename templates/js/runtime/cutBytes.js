/** As much of a text as fits in `max` bytes of UTF-8, without half a character at the end. */
function cutBytes(text, max) {
  var end = 0;
  var code;

  for (var i = 0; i < text.length; i++) {
    code = text.charCodeAt(i);
    // Each half of a surrogate pair counts two of its four bytes.
    max -= code < 128 ? 1 : code < 2048 || (code > 55295 && code < 57344) ? 2 : 3;
    if (max < 0) {
      break;
    }
    end = i + 1;
  }
  return cut(text, end);
}
