/** The page's own code: what the tag is to call once it is there. */
function base() {
  window.webtrendsAsyncInit = function () {
    new window.Webtrends.dcs().init({ dcsid: "dcs222" }).track();
  };
}

/** The tag, version 10: an event takes pairs of name and value, all of them strings. */
function load(record) {
  window.Webtrends = {
    dcs: function () {
      this.init = function () {
        return this;
      };
      this.track = function () {};
    },
    multiTrack: function (options) {
      var pairs = {};
      var argsa = options.argsa || [];

      for (var i = 0; i + 1 < argsa.length; i += 2) {
        if (typeof argsa[i + 1] === "string" && /^(DCSext|DCS|WT)\./.test(argsa[i])) {
          pairs[argsa[i]] = argsa[i + 1];
        }
      }
      record("Webtrends.multiTrack", [pairs]);
    }
  };
  if (window.webtrendsAsyncInit) {
    window.webtrendsAsyncInit();
  }
}
