/** As much of a text as fits in `room` bytes of UTF-8, without half a character at the end. */
function cutBytes(text, room) {
  return text.replace(/[\uD800-\uDBFF]?[^]/g, function (character) {
    // One to three bytes, and four for a surrogate pair, which is two long.
    room -= character.length + (character > "\x7F") + (character > "\u07FF");
    return room < 0 ? "" : character;
  });
}
