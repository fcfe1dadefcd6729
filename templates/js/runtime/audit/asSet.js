/** Says what does not reach Optimizely when the setting `debug` says so. */
function audit(visitor) {
  if (settings.debug) {
    auditors.debug(visitor);
  }
}
