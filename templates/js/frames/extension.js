//% extends "frames/snippet.js"
//# Optimizely Web runs this once for each decision of an experiment that has the integration switched on, before the event
//# and with the values of the form in scope. The first run of a document reads and reports; the others only ask it to.
//% block state
  var seen;
  var asked = {};
  var views = {};
//% endblock
//% block watch
  //% include "runtime/watch/decisions.js"
  //% include "runtime/ask.js"
  //% include "runtime/hear/view.js"
  //% include "runtime/listen.js"
  //% include "runtime/queue/web.js"
//% endblock
//% block wanted
  //% include "runtime/isWanted/askedAsSet.js"
//% endblock
