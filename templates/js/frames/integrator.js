//% extends "frames/snippet.js"
//# Reports what the integrator asks for; the integrator looks for late decisions, so this does not.
//% block state
  //% if client in ["auto", "classic"]
  var looks = 0;
  //% endif
  var seen;
  var asked = {};
//% endblock
//% block watch
  //% include "runtime/watch/integrator.js"
//% endblock
//% block wanted
  //% include "runtime/isWanted/" ~ ("askedOrHeldBack" if "report_holdback" in features else "asked") ~ ".js"
//% endblock
