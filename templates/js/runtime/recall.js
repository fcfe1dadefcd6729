/** Tells Optimizely what was known on an earlier page, where that is kept; whatever the platform says later counts. */
function recall() {
  if (settings.cache_days) {
    var all = keptByAll();

    keep(all);
    if (all[digest]) {
      attempt(tell, null, all[digest].told);
    }
  }
}
