/** What a call returns, or nothing when it throws; the console shows what was thrown when `integrator.debug` is set. */
function attempt(call, first, second) {
  try {
    return call(first, second);
  } catch (error) {
    if (integrator && integrator.debug && window.console) {
      console.error("integrator: a call failed", first, error);
    }
  }
}
