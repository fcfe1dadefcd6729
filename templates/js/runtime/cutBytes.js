/** As much of a text as fits in `max` bytes of UTF-8, without half a character at the end. */
function cutBytes(text, max) {
  // What has a second unit is a surrogate pair.
  return text.replace(/[\uD800-\uDBFF]?[^]/g, function (character) {
    max -= character < "\x80" ? 1 : character < "\u0800" ? 2 : character[1] ? 4 : 3;
    return max < 0 ? "" : character;
  });
}
