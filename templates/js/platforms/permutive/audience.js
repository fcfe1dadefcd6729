var cohorts;

/** The visitor's cohorts; before Permutive has said them, those that it stored. */
function readVisitor() {
  var found = cohorts || JSON.parse(localStorage.getItem("_psegs"));

  return found && { cohorts: found };
}

/** Asks once cohorts are counted. Where Permutive's own code comes after the snippet, what it stores has to do. */
function onChange(callback) {
  if (window.permutive) {
    window.permutive.ready(function () {
      window.permutive.segments(function (found) {
        cohorts = found;
        callback();
      });
    }, "realtime");
  }
}
