/** What the cookie holds: the members of its JSON, or the whole text as `value`. */
function readVisitor(settings) {
  var text = cookieOf(settings.cookie);
  var found = parsed(text);

  return Object(found) === found ? found : { value: text };
}
