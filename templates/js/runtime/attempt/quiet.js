/** What a call returns, or nothing when it throws: a failure costs that call, not the page and not the next call. */
function attempt(call, first, second) {
  try {
    return call(first, second);
  } catch (error) {
    // The setting `debug` shows it.
  }
}
