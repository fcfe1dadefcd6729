/** Where a visitor came from whom a redirect of this experiment brought here, as far as the client knows. */
function referrerOf(info, test) {
  return info && info.experimentId == test.id && info.referrer + "" === info.referrer ? info.referrer : undefined;
}
