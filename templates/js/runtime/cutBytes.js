/** As much of a text as fits in `room` bytes of UTF-8, without half a character at the end. */
function cutBytes(text, room) {
  // What has a second unit is a surrogate pair.
  return text.replace(/[\uD800-\uDBFF]?[^]/g, function (character) {
    room -= character < "\x80" ? 1 : character < "\u0800" ? 2 : character[1] ? 4 : 3;
    return room < 0 ? "" : character;
  });
}
