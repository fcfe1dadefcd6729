/*! [[ banner ]] */
//# The skeleton that the targets of an analytics platform fill. Jinja chooses files here and nothing
//# else; parts are interchangeable when they lie in a folder, which is named after their function.
(function (settings) {
  "use strict";

  var reported = reportedBy("[[ platform.slug ]]#TAGWRIGHT_DIGEST", "[[ platform.version ]]");
  var pending = [];
  var redirect = {};
  var timer;
  //% block state
  //% endblock
  //% if client != "classic"
  var held = {};
  //% endif
  //% if role.ready
  var waits = 0;
  //% endif
  //% if consent
  var kept = {};
  var allowed;
  //% endif

  //% block watch
  //% endblock
  //% if client != "classic"
  //% include "runtime/readStates.js"
  //% include "runtime/running/" ~ client ~ ".js"
  //% include "runtime/clientOf/" ~ client ~ ".js"
  //% endif
  //% if client in ["auto", "classic"]
  //% include "runtime/readClassic.js"
  //% include "runtime/redirectInCookie.js"
  //% endif
  //% include "runtime/pass/" ~ client ~ ".js"
  //% include "runtime/again.js"
  //% include "runtime/consider/decision.js"
  //% include "runtime/isLanded.js"
  //% include "runtime/viewOf/" ~ ("view" if sees_views else "document") ~ ".js"
  //% block wanted
  //% endblock
  //% if consent
  //% include "runtime/consent/" ~ consent ~ ".js"
  //% if consent in ["function", "google", "tcf"]
  //% include "runtime/until.js"
  //% endif
  //% include "runtime/answer.js"
  //% endif
  //% if consent or role.ready or "initialize" in functions or "finish" in functions
  //% include "runtime/take/" ~ ("whenAllowed" if consent else "later") ~ ".js"
  //% include "runtime/deliver/" ~ ("whenReady" if role.ready else "now") ~ ".js"
  //% include "runtime/report.js"
  //% if not role.ready
  //% include "runtime/isReady/always.js"
  //% endif
  //% include "runtime/begin/" ~ ("initialize" if "initialize" in functions else "nothing") ~ ".js"
  //% include "runtime/end/" ~ ("finish" if "finish" in functions else "nothing") ~ ".js"
  //% else
  //% include "runtime/take/now.js"
  //% include "runtime/deliver/nothing.js"
  //% endif
  //% include "runtime/reportedBy.js"
  //% include "runtime/attempt/" ~ ("debug" if "debug" in features else "quiet") ~ ".js"
  //% for part in parts
  //% include "runtime/" ~ part ~ ".js"
  //% endfor
[[ ready ]]

  //% include "platform/analytics.js"

  attempt(watch);
  //% if consent
  attempt(consent);
  //% endif
})(TAGWRIGHT_SETTINGS);
