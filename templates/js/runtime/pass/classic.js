/** Reads what is there and reports what is new. Classic announces nothing, so it is looked at again for a minute. */
function pass() {
  var data = (window.optimizely || {}).data || {};
  var state = data.state || {};

  if (state.activeExperiments) {
    attempt(readClassic, data, state);
  }
  if (looks-- > 0) {
    again();
  }
  deliver();
}
