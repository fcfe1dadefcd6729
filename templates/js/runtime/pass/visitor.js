/** Reads who the visitor is, and gives it to the platform when that is not what it was given last. */
function pass() {
  var visitor = describe();
  var key = JSON.stringify(visitor);

  if (visitor.userId && key !== known.told && isAllowed() && mayCollect()) {
    known.told = key;
    attempt(collect, visitor, settings);
  }
}
