/** Optimizely's own cleaner: only for platforms that forbid characters, because it loses every non-Latin name. */
function clean(text) {
  return text.replace(/[^a-zA-Z0-9.~!*()']+/g, "_");
}
