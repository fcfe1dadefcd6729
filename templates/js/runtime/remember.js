/** Keeps for the next page what Optimizely was told, where settings allow it. */
function remember() {
  if (settings.cache_days) {
    attempt(function () {
      localStorage.setItem(
        storage,
        JSON.stringify({ digest: digest, until: new Date().getTime() + settings.cache_days * 864e5, told: told })
      );
    });
  }
}
