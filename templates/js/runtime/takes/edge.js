/** Whether Edge takes a value of this kind: attributes, and that is not confirmed. */
function takes(kind) {
  return kind === "attribute";
}
