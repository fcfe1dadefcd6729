//# Whom to ask: the manager that was chosen; all of them where the settings are read on the page.
//% if "open" in features
  var category = "[[ role.consent ]]";
  var managers = {
//% for who in managers
    "[[ who ]]": function () {
  //% include "runtime/consent/" ~ who ~ ".js"
      consent();
    }[[ "," if not loop.last ]]
//% endfor
  };
  //% include "runtime/consent/asSet.js"
  //% include "runtime/until.js"
//% else
  //% include "runtime/consent/" ~ consent ~ ".js"
//% if consent in ["function", "google", "tcf"]
  //% include "runtime/until.js"
//% endif
//% endif
