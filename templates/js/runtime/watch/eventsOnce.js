/** Like `events`, but a second copy of the snippet stays idle: it would count every view again. */
function watch() {
  if (!reported.watched) {
    reported.watched = 1;
    pass();
    listen("campaignDecided", hear);
    listen("activated", pass);
  }
}
