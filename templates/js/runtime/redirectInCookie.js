/**
 * The redirect that clients older than 2016 leave in a cookie for 5 seconds, or nothing. Its referrer
 * is lost: the client blanks that cookie before any script below can read it.
 */
function redirectInCookie(idsOf) {
  var variationId = /\boptimizelyRedirect=(\w+)/.exec(document.cookie)[1];

  for (var id in idsOf) {
    // What a page adds to Object.prototype is never equal to ids.
    if (idsOf[id] == variationId.replace(/_/g, ",")) {
      return { experimentId: id, variationId: variationId };
    }
  }
}
