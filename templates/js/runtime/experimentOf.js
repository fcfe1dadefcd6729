/** The id of the experiment a variation belongs to, or undefined. A multivariate's is "v1_v2": its first tells. */
function experimentOf(variationId) {
  var first = (variationId + "").split("_")[0];
  var data = clientData()[0];
  var found;

  function look(list, inside) {
    for (var id in list) {
      if ({}.hasOwnProperty.call(list, id) && inside(list[id]).join().split(",").indexOf(first) >= 0) {
        found = found || id;
      }
    }
  }

  look(relevant(), function (ids) {
    return ids;
  });
  look(data.experiments, function (experiment) {
    var ids = experiment.variation_ids.slice();
    var sections = experiment.section_ids || [];

    for (var i = 0; i < sections.length; i++) {
      ids.push(data.sections[sections[i]].variation_ids.join());
    }
    return ids;
  });
  return found;
}
