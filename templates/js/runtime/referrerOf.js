/** Where the visitor came from before the redirect of this decision; undefined for any other. "" is a direct visit. */
function referrerOf(redirected) {
  return redirected.experimentId == redirect.experimentId ? redirect.referrer : undefined;
}
