/** What AudienceStream knew when the Collect tag last asked it, on this page or an earlier one. */
function readVisitor(settings) {
  return stored(settings.key);
}
