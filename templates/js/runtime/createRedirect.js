/**
 * `integrator.redirect`: where a visitor who was redirected came from. Nothing of it is known before a client is
 * there; every function looks again.
 */
function createRedirect() {
  var cookie = createCookies();
  var redirect = {
    REDIRECT_COOKIE_NAME: "optimizelyRedirect",
    REFERRER_REDIRECT_COOKIE_NAME: "optimizelyReferrer",
    cookie: cookie,
    referrer: null,
    variationId: null,

    /** "<variation id>|<true or false>", or null: only Classic has it, for five seconds. */
    getRedirectCookie: function () {
      return cookie.get("optimizelyRedirect");
    },
    /** The variation that redirected here, or null. */
    getRedirectVariationId: function () {
      redirect.initializeRedirectVariationId();
      return redirect.variationId;
    },
    /** The referrer from before the redirect: "" for a direct visit, null where there was none or it is not known. */
    getRedirectReferrer: function () {
      redirect.initializeRedirectReferrerUrl();
      return redirect.referrer;
    },
    initializeRedirectVariationId: function () {
      var id = (landed && landed.variationId) || fromCookie("optimizelyRedirect");

      // Classic writes "unknown variation" when it cannot tell.
      redirect.variationId = id && /^[\d_]+/.test(id) ? id.split("|")[0] : null;
    },
    initializeRedirectReferrerUrl: function () {
      var referrer = landed && landed.referrer;

      redirect.referrer = referrer + "" === referrer ? referrer : fromCookie("optimizelyReferrer");
    },
    initializeRedirect: function () {
      redirect.initializeRedirectVariationId();
      redirect.initializeRedirectReferrerUrl();
    }
  };

  /** A cookie of the client's own, unless it tells by itself; blanked ones, as Classic leaves them, say nothing. */
  function fromCookie(name) {
    attempt(pass);
    return tellsRedirects() ? null : cookie.get(name) || null;
  }

  return redirect;
}
