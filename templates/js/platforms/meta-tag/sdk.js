/** The page has a meta element for each list of the data: attribute, name, content. */
function load(record, sdk) {
  for (var i = 0; i < sdk.data.length; i++) {
    var element = document.createElement("meta");

    element.setAttribute(sdk.data[i][0], sdk.data[i][1]);
    element.content = sdk.data[i][2];
    document.head.appendChild(element);
  }
}
