/** The content of each meta element above the snippet, by its `name` or its `property`. */
function readVisitor() {
  var elements = document.getElementsByTagName("meta");
  var found = {};

  for (var i = 0; i < elements.length; i++) {
    found[elements[i].getAttribute("name") || elements[i].getAttribute("property")] = elements[i].content;
  }
  return found;
}
