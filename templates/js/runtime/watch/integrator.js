/**
 * Lets the integrator say what to report and when. It knows experiment and variations; the rest of the
 * decision is read here. A request that `finish` does not follow is reported soon after.
 */
function watch() {
  (window.integrator = window.integrator || []).push({
    makeRequest: function (experimentId) {
      asked[experimentId] = 1;
      seen = -1;
      again();
    },
    finish: pass
  });
}
