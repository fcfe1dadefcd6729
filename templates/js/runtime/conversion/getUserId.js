/** The visitor's id: what Web says, or else the cookie that all clients share. */
function getUserId() {
  return isOptedOut() ? "" : (told("visitor").visitorId || cookie("optimizelyEndUserId")) + "";
}
