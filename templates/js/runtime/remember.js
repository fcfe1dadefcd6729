/** Keeps for the next page what Optimizely was told, where settings allow it. */
function remember() {
  if (settings.cache_days) {
    var all = keptByAll();

    all[digest] = { until: new Date().getTime() + settings.cache_days * 864e5, told: told };
    keep(all);
  }
}
