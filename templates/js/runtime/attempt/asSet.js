/** What a call returns, or nothing when it throws; the console shows what was thrown when the setting `debug` says so. */
function attempt(call, first, second) {
  try {
    return call(first, second);
  } catch (error) {
    if (settings && settings.debug && window.console) {
      console.error("tagwright: a call failed", first, error);
    }
  }
}
