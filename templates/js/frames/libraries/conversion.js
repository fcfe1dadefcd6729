/*! [[ banner ]] */
//# conversion.js: the helpers of Optimizely's integration guide for conversions that happen elsewhere, for every client.
(function (settings) {
  //% include "runtime/queue/auto.js"
  //% include "runtime/attempt/quiet.js"
  //% include "runtime/conversion/cookie.js"
  //% include "runtime/conversion/told.js"
  //% include "runtime/conversion/isClassic.js"
  //% include "runtime/conversion/stored.js"
  //% include "runtime/conversion/ownId.js"
  //% include "runtime/conversion/getAccountId.js"
  //% include "runtime/conversion/getProjectId.js"
  //% include "runtime/conversion/getUserId.js"
  //% include "runtime/conversion/getVariationsInParameters.js"
  //% include "runtime/conversion/getSegmentsInParameters.js"
  //% include "runtime/conversion/centsOf.js"
  //% include "runtime/conversion/generateConversionUrl.js"
  //% include "runtime/conversion/getDecisions.js"
  //% include "runtime/conversion/sendConversion.js"

  window.optimizelyConversion = {
    getAccountId: getAccountId,
    getProjectId: getProjectId,
    getUserId: getUserId,
    getVariationsInParameters: getVariationsInParameters,
    getSegmentsInParameters: getSegmentsInParameters,
    generateConversionUrl: generateConversionUrl,
    sendConversion: sendConversion,
    getDecisions: getDecisions
  };
  if (settings.globals) {
    for (var name in window.optimizelyConversion) {
      if (name !== "getDecisions" && {}.hasOwnProperty.call(window.optimizelyConversion, name)) {
        window[name] = window.optimizelyConversion[name];
      }
    }
  }
})(TAGWRIGHT_SETTINGS);
