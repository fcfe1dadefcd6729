/** At most `max` characters (UTF-16 units, as JavaScript counts) of a text, without half a character at the end. */
function cut(text, max) {
  return text.substring(0, max).replace(/[\uD800-\uDBFF]$/, "");
}
