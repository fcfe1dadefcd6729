/*! [[ banner ]] */
//# The skeleton that the targets of an analytics platform fill. Jinja chooses files here and nothing
//# else; parts are interchangeable when they lie in a folder, which is named after their function.
(function ([[ "declared" if "open" in features else "settings" ]]) {
  "use strict";

  //% include "frames/open.js"
  //% if "open" in features
  var reported = reportedBy(slug + "#" + JSON.stringify(settings), "[[ platform.version ]]");
  //% else
  var reported = reportedBy("[[ platform.slug ]]#TAGWRIGHT_DIGEST", "[[ platform.version ]]");
  //% endif
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
  //% include "runtime/viewOf/" ~ ("document" if not sees_views else "asSet" if "open" in features else "view") ~ ".js"
  //% block wanted
  //% endblock
  //% if consent
  //% include "frames/consent.js"
  //% include "runtime/answer/decisions.js"
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
  //% include "runtime/attempt/" ~ errors ~ ".js"
  //% if "open" in features
  //% include "runtime/chosen.js"
  //% include "runtime/given/" ~ ("extension" if target == "extension" else "page") ~ ".js"
  //% endif
  //% for part in parts
  //% include "runtime/" ~ part ~ ".js"
  //% endfor
[[ ready ]]

  //% include body

  //% if target == "extension"
  if (settings) {
    attempt(watch);
  }
  //% elif "open" in features
  if (settings) {
    attempt(watch);
    attempt(consent);
  }
  //% else
  attempt(watch);
  //% if consent
  attempt(consent);
  //% endif
  //% endif
})(TAGWRIGHT_SETTINGS);
