/** A copy of what runs here: experiment id to an array of variation ids. */
function relevant() {
  var found = {};

  attempt(pass);
  for (var id in experiments) {
    if ({}.hasOwnProperty.call(experiments, id)) {
      found[id] = experiments[id].ids.slice();
    }
  }
  return found;
}
