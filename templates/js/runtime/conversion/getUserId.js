/** The visitor's id: what Web says, which may use another than the cookie that all clients share. */
function getUserId() {
  var id = cookie("EndUserId");

  return id && (told("visitor").visitorId || id);
}
