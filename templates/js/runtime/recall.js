/** Tells Optimizely what was known on an earlier page, where that is kept; whatever the platform says later counts. */
function recall() {
  if (settings.cache_days) {
    attempt(function () {
      var kept = JSON.parse(localStorage.getItem(storage)) || {};

      if (kept.until < new Date().getTime()) {
        localStorage.removeItem(storage);
      } else if (kept.digest === digest) {
        tell(null, kept.told);
      }
    });
  }
}
