/** Reads now, when all is decided, and soon after a campaign is decided by itself; listeners are never replayed. */
function watch() {
  if (!pass()) {
    listen("campaignDecided", hear);
    listen("activated", pass);
  }
}
