/** The id of the account or of the project, as a string: what Classic says, or Web, or else the setting. */
function ownId(getter, key, given) {
  var classic = attempt(function () {
    return queue()[getter]();
  });

  return (classic || told("data")[key] || given) + "";
}
