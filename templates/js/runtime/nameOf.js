/** The name of an experiment or a variation; its id where the client hides it or does not know it. */
function nameOf(kind, id) {
  var sources = clientData();
  var list;
  var name;

  for (var i = 0; i < sources.length && !name; i++) {
    list = sources[i][kind] || {};
    name = {}.hasOwnProperty.call(list, id) && (list[id] || {}).name;
  }
  return (name || id) + "";
}
