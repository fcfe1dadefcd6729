/** Whether the visitor has allowed it. */
function isAllowed() {
  return allowed;
}
