/** Reveal's script holds the answer itself: one assignment to the variable that its address names. */
function load(record, sdk) {
  if (sdk.data) {
    window[sdk.settings.variable] = sdk.data.answer;
  }
}
