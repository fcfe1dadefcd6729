/** Reads who the visitor is, where that may be, and gives it to the platform when it is not what it was given last. */
function pass() {
  var visitor = isAllowed() ? describe() : {};
  var key = JSON.stringify(visitor);

  if (visitor.userId && key !== known.told && mayCollect()) {
    known.told = key;
    attempt(collect, visitor, settings);
  }
}
