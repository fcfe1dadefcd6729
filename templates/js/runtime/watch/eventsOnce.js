/** Like `events`, but a second copy of the snippet stays idle: it would count every view again. */
function watch() {
  if (!reported.watched) {
    reported.watched = 1;
    pass();
    attempt(listen, "campaignDecided", hear);
    attempt(listen, "activated", pass);
  }
}
