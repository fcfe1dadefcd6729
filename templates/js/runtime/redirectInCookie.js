/**
 * The redirect that clients older than 2016 leave in a cookie for 5 seconds, or nothing. Its referrer
 * is lost: the client blanks that cookie before any script below can read it.
 */
function redirectInCookie(idsOf) {
  var variationIds = /\boptimizelyRedirect=(\w+)/.exec(document.cookie)[1].replace(/_/g, ",");

  for (var id in idsOf) {
    // What a page adds to Object.prototype is never equal to ids.
    if (idsOf[id] == variationIds) {
      return { experimentId: id };
    }
  }
}
