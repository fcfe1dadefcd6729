/** What the browser keeps under the key: the members of its JSON, or the whole text as `value`. */
function readVisitor(settings) {
  var found = stored(settings.key, settings.area);

  return Object(found) === found ? found : { value: found };
}
