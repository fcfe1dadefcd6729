//% extends "frames/snippet.js"
//# Reports by itself: reads what the client runs, now and whenever more comes.
//% block state
  //% if client in ["auto", "classic"]
  var looks = 600;
  //% endif
  //% if consent or client in ["auto", "classic"]
  var seen;
  //% endif
  //% if sees_views
  var views = {};
  //% endif
//% endblock
//% block watch
  //% if client == "classic"
  //% include "runtime/watch/looks.js"
  //% else
  //% include "runtime/watch/" ~ ("eventsOnce" if sees_views else "events") ~ ".js"
  //% include "runtime/hear/" ~ ("view" if sees_views else "holdback") ~ ".js"
  //% include "runtime/listen.js"
  //% include "runtime/queue/" ~ client ~ ".js"
  //% endif
//% endblock
//% block wanted
  //% if "open" in features
  //% include "runtime/isWanted/asSet.js"
  //% elif "report_holdback" in features
  //% include "runtime/isWanted/always.js"
  //% else
  //% include "runtime/isWanted/" ~ ("unlessTestHeldBack" if client in ["auto", "web"] else "unlessHeldBack") ~ ".js"
  //% endif
//% endblock
