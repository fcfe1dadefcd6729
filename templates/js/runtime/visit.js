/** Tells Optimizely what the body reads, once the platform's SDK is there. */
function visit() {
  var visitor;

  if (isReady()) {
    hearChanges();
    visitor = readVisitor(settings);
    if (visitor) {
      audit(visitor);
      if (tell(visitor)) {
        remember();
      }
    }
  }
}
