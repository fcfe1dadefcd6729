/*! [[ banner ]] */
//# integrator.js: what Optimizely's Analytics-JS was, for every client. Pages give it integrations, objects with
//# `makeRequest` and perhaps `initialize` and `finish`; it asks them for each experiment that runs here, once.
(function () {
  "use strict";

  var integrator;
  var integrations = [];
  var experiments = {};
  var considered = {};
  var count = 0;
  var landed = null;
  var isBusy;
  var timer;
  //% if client in ["auto", "classic"]
  var looks = 600;
  var seen;
  //% endif
  //% if client != "classic"
  var held = {};
  //% endif

  //% if client == "classic"
  //% include "runtime/watch/looks.js"
  //% else
  //% include "runtime/watch/events.js"
  //% include "runtime/hear/holdback.js"
  //% include "runtime/listen.js"
  //% include "runtime/queue/" ~ client ~ ".js"
  //% endif
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
  //% include "runtime/consider/experiment.js"
  //% include "runtime/deliver/toIntegrations.js"
  //% include "runtime/inform.js"
  //% include "runtime/isThere.js"
  //% include "runtime/register.js"
  //% include "runtime/once.js"
  //% include "runtime/relevant.js"
  //% include "runtime/experimentOf.js"
  //% include "runtime/sendableNames.js"
  //% include "runtime/nameOf.js"
  //% include "runtime/clientData.js"
  //% include "runtime/createRedirect.js"
  //% include "runtime/tellsRedirects.js"
  //% include "runtime/createCookies.js"
  //% include "runtime/clean.js"
  //% include "runtime/cut.js"
  //% include "runtime/start.js"
  //% include "runtime/attempt/onDemand.js"

  attempt(start);
})();
