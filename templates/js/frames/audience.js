/*! [[ banner ]] */
//# Gives Optimizely what the platform knows of the visitor: looks, bounded, for the data, maps them, and tells each
//# client in its own way what has changed.
(function ([[ "declared" if "open" in features else "settings" ]]) {
  "use strict";

  //% include "frames/open.js"
  //% if "open" in features
  var digest = JSON.stringify(settings);
  var known = settings && claim(slug + "#" + digest, "[[ platform.version ]]");
  var mapping = settings && settings.mapping;
  //% else
  var digest = "TAGWRIGHT_DIGEST";
  var known = claim("[[ platform.slug ]]#TAGWRIGHT_DIGEST", "[[ platform.version ]]");
  var mapping = settings.mapping;
  //% endif
  var storage = "tagwright-[[ platform.slug ]]";
  var told = {};
  var waited = 0;
  //% if "onChange" in functions
  var isHeard;
  //% endif
  //% if consent
  var allowed;
  //% endif

  //% include "runtime/look.js"
  //% include "runtime/visit.js"
  //% if not role.ready
  //% include "runtime/isReady/always.js"
  //% endif
  //% include "runtime/hearChanges/" ~ ("onChange" if "onChange" in functions else "nothing") ~ ".js"
  //% include "runtime/recall.js"
  //% include "runtime/remember.js"
  //% include "runtime/keptByAll.js"
  //% include "runtime/keep.js"
  //% include "runtime/rules.js"
  //% include "runtime/tell.js"
  //% include "runtime/command/" ~ ("classic" if client in ["auto", "classic"] else "nothing") ~ ".js"
  //% include "runtime/takes/" ~ client ~ ".js"
  //% include "runtime/activate/" ~ client ~ ".js"
  //% include "runtime/queue/" ~ ("web" if client == "classic" else client) ~ ".js"
  //% include "runtime/valueAt.js"
  //% include "runtime/plain.js"
  //% if "open" in features
  var auditors = {
    debug: function (visitor) {
  //% include "runtime/audit/debug.js"
      audit(visitor);
    }
  };
  //% endif
  //% include "runtime/audit/" ~ errors ~ ".js"
  //% include "runtime/claim.js"
  //% include "runtime/attempt/" ~ errors ~ ".js"
  //% if consent
  //% include "frames/consent.js"
  //% include "runtime/answer/visitor.js"
  //% endif
  //% if "open" in features
  //% include "runtime/chosen.js"
  //% include "runtime/given/page.js"
  //% endif
  //% for part in parts
  //% if part != "valueAt"
  //% include "runtime/" ~ part ~ ".js"
  //% endif
  //% endfor
[[ ready ]]

  //% include body

  if (known) {
    //% if consent
    attempt(consent);
    //% else
    recall();
    look();
    //% endif
  }
})(TAGWRIGHT_SETTINGS);
