/*! [[ banner ]] */
//# Puts who the visitor is to Optimizely where the platform carries it along; or counts the platform's events as goals.
(function ([[ "declared" if "open" in features else "settings" ]]) {
  "use strict";

  //% include "frames/open.js"
  //% if "open" in features
  var known = reportedBy(slug + "#" + JSON.stringify(settings), "[[ platform.version ]]");
  //% else
  var known = reportedBy("[[ platform.slug ]]#TAGWRIGHT_DIGEST", "[[ platform.version ]]");
  //% endif
  //% if "forward" not in functions
  var delay = 100;
  var timer;
  //% if role.ready
  var waits = 0;
  //% endif
  //% elif consent
  var kept = [];
  //% endif
  //% if consent
  var allowed;
  //% endif

  //% include "runtime/queue/" ~ ("web" if client == "classic" else client) ~ ".js"
  //% include "runtime/reportedBy.js"
  //% include "runtime/attempt/" ~ errors ~ ".js"
  //% if "forward" in functions
  //% include "runtime/count.js"
  //% include "runtime/give/" ~ ("whenAllowed" if consent else "now") ~ ".js"
  //% include "runtime/send/" ~ ("web" if client == "edge" else client) ~ ".js"
  //% else
  //% include "runtime/watch/visitor.js"
  //% include "runtime/pass/visitor.js"
  //% include "runtime/again.js"
  //% include "runtime/isAllowed/" ~ ("asked" if consent else "always") ~ ".js"
  //% include "runtime/mayCollect/" ~ ("whenReady" if role.ready else "now") ~ ".js"
  //% if client != "classic"
  //% include "runtime/hearDecisions.js"
  //% include "runtime/listen.js"
  //% endif
  //% include "runtime/conversion/describe.js"
  //% include "runtime/conversion/getDecisions.js"
  //% include "runtime/conversion/getVariationsInParameters.js"
  //% include "runtime/conversion/getUserId.js"
  //% include "runtime/conversion/ownId.js"
  //% include "runtime/conversion/stored.js"
  //% include "runtime/conversion/isClassic.js"
  //% include "runtime/conversion/told.js"
  //% include "runtime/conversion/cookie.js"
  //% endif
  //% if consent
  //% include "frames/consent.js"
  //% include "runtime/answer/" ~ ("forward" if "forward" in functions else "collect") ~ ".js"
  //% endif
  //% if "open" in features
  //% include "runtime/chosen.js"
  //% include "runtime/given/page.js"
  //% endif
  //% for part in parts
  //% include "runtime/" ~ part ~ ".js"
  //% endfor
[[ ready ]]

  //% include body

  if ([[ "settings && " if "open" in features ]]!known.started) {
    known.started = 1;
    //% if "forward" in functions
    attempt(forward, count, settings);
    //% elif not consent
    watch();
    //% endif
    //% if "forward" not in functions and client != "classic"
    attempt(hearDecisions);
    //% endif
    //% if consent
    attempt(consent);
    //% endif
  }
})(TAGWRIGHT_SETTINGS);
