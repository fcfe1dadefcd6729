/** Reads what is there and reports what is new. Classic announces nothing, so it is looked at again for a minute. */
function pass() {
  var data = (window.optimizely || {}).data || {};

  if (data.state && data.state.activeExperiments) {
    attempt(readClassic, data, data.state);
  }
  if (looks-- > 0) {
    again();
  }
  deliver();
}
