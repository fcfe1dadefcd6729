/** Tells Optimizely what the body reads; there is no SDK to wait for. */
function visit() {
  var visitor;

  hearChanges();
  visitor = readVisitor(settings);
  if (visitor) {
    audit(visitor);
    if (tell(visitor)) {
      remember();
    }
  }
}
