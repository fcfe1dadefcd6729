/**
 * Looks at what the platform knows, now and until the timeout: first every 100 ms, then less and less often, for the
 * later it comes the less a moment counts.
 */
function look() {
  var pause = 100 + waited / 10;

  attempt(visit);
  if (waited < settings.timeout * 1000) {
    waited += pause;
    setTimeout(look, pause);
  }
}
