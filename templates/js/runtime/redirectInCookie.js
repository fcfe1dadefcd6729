/**
 * The redirect that clients older than 2016 leave in a cookie for 5 seconds, or nothing. Its referrer
 * is lost: the client blanks that cookie before any script below can read it.
 */
function redirectInCookie(idsOf) {
  var ids = /\boptimizelyRedirect=(\w+)/.exec(document.cookie)[1];

  // What a page adds to Object.prototype comes last: that throws where nothing was found.
  for (var id in idsOf) {
    if (idsOf[id].join("_") === ids) {
      return { experimentId: id };
    }
  }
}
