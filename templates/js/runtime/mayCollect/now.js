/** The platform takes it at any time. */
function mayCollect() {
  return true;
}
