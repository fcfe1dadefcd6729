/**
 * Takes the decision that Optimizely runs this for: it has `experimentId` in scope. The first run with these settings in
 * a document does the work, the others find it on the marker. Nothing is read before Optimizely has decided all that
 * it can: where a redirect landed it runs this before its state knows of that.
 */
function watch() {
  if (!reported.ask) {
    reported.ask = ask;
    listen("campaignDecided", hear);
    listen("activated", pass);
    attempt(consent);
  }
  reported.ask(experimentId);
}
