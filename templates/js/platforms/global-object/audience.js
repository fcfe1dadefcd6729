/** What the object holds, once the page has it; a text or a number is its `value`. */
function readVisitor(settings) {
  var found = valueAt(window, settings.object);

  return found == null || Object(found) === found ? found : { value: found };
}
