/** The company that Demandbase has found; there is none before its service has answered. */
function readVisitor(settings) {
  return valueAt(window, settings.object);
}
