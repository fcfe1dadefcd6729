/** The audiences that Lotame's tag keeps as a text with commas; an empty text is a visitor in none. */
function readVisitor(settings) {
  var text = localStorage.getItem(settings.key);

  return text === null ? text : { audiences: text.split(",") };
}
