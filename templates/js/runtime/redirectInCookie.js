/**
 * The redirect that clients older than 2016 leave in a cookie for 5 seconds, or nothing. Its referrer
 * is lost: the client blanks that cookie before any script below can read it.
 */
function redirectInCookie(idsOf) {
  var variationId = /\boptimizelyRedirect=(\w+)/.exec(document.cookie)[1];
  var redirect;

  eachOwn(idsOf, function (ids, id) {
    if (ids.join("_") === variationId) {
      redirect = { experimentId: id, variationId: variationId };
    }
  });
  return redirect;
}
