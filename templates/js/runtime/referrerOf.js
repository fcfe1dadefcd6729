/** Where the visitor came from before the redirect of this decision; undefined without one, or where nobody knows. */
function referrerOf(redirected) {
  return redirect.experimentId == redirected.experimentId ? redirect.referrer : undefined;
}
