/** Calls the three functions of an integration: the first once, the second for each experiment, the third after them. */
function inform(one) {
  var known = one.known;

  function call(name) {
    if (one.integration[name]) {
      one.integration[name]();
    }
  }

  if (known !== count) {
    one.known = count;
    if (known < 0) {
      attempt(call, "initialize");
    }
    for (var id in experiments) {
      if ({}.hasOwnProperty.call(experiments, id)) {
        attempt(one.makeRequest, id, experiments[id].ids.slice());
      }
    }
    attempt(call, "finish");
  }
}
