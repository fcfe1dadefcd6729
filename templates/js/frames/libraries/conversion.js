/*! [[ banner ]] */
//# conversion.js: the helpers of Optimizely's integration guide for conversions that happen elsewhere, for every client.
(function (settings) {
  "use strict";

  var version = "[[ version ]]";
  var held = {};
  var decisions;
  var helpers;

  //% include "runtime/conversion/cookie.js"
  //% include "runtime/conversion/isOptedOut.js"
  //% include "runtime/conversion/told.js"
  //% include "runtime/conversion/isClassic.js"
  //% include "runtime/conversion/stored.js"
  //% include "runtime/conversion/buckets.js"
  //% include "runtime/conversion/getAccountId.js"
  //% include "runtime/conversion/getProjectId.js"
  //% include "runtime/conversion/getUserId.js"
  //% include "runtime/conversion/getVariationsInParameters.js"
  //% include "runtime/conversion/getSegmentsInParameters.js"
  //% include "runtime/conversion/centsOf.js"
  //% include "runtime/conversion/generateConversionUrl.js"
  //% include "runtime/conversion/getDecisions.js"
  //% include "runtime/readStates.js"
  //% include "runtime/running/everything.js"
  //% include "runtime/clientOf/told.js"
  //% include "runtime/consider/ids.js"
  //% include "runtime/conversion/eventOf.js"
  //% include "runtime/conversion/eventDocument.js"
  //% include "runtime/conversion/post.js"
  //% include "runtime/conversion/sendConversion.js"
  //% include "runtime/queue/auto.js"
  //% include "runtime/attempt/quiet.js"

  helpers = {
    getAccountId: getAccountId,
    getProjectId: getProjectId,
    getUserId: getUserId,
    getVariationsInParameters: getVariationsInParameters,
    getSegmentsInParameters: getSegmentsInParameters,
    generateConversionUrl: generateConversionUrl,
    sendConversion: sendConversion
  };
  if (settings.globals) {
    for (var name in helpers) {
      if ({}.hasOwnProperty.call(helpers, name)) {
        window[name] = helpers[name];
      }
    }
  }
  helpers.getDecisions = getDecisions;
  window.optimizelyConversion = window.optimizelyConversion || helpers;
})(TAGWRIGHT_SETTINGS);
