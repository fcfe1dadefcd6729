/** What Reveal says of the visitor's company; nothing of a visitor whom it does not know. */
function readVisitor(settings) {
  var found = window[settings.variable];

  return found === null ? {} : found;
}
