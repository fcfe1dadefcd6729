/** Reads now, when all is decided, and soon after each decision; a second copy would count views twice and stays idle. */
function watch() {
  if (!reported.watched) {
    reported.watched = 1;
    pass();
    attempt(listen, "campaignDecided", hear);
    attempt(listen, "activated", pass);
  }
}
