/** What the form in Optimizely holds for this experiment, strings by name: Optimizely has it in scope as `extension`. */
function given() {
  return extension;
}
