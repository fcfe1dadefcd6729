/** What a call returns, or nothing when it throws; the console shows what was thrown. */
function attempt(call, first, second) {
  try {
    return call(first, second);
  } catch (error) {
    if (window.console) {
      console.error("tagwright: a call failed", first, error);
    }
  }
}
