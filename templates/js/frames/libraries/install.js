/*! [[ banner ]] */
//# install.js: hides the page until Optimizely has changed it, for pages that load Optimizely's snippet without waiting for it.
(function (settings) {
  //% include "runtime/queue/" ~ client ~ ".js"
  //% include "runtime/listen.js"
  //% include "runtime/attempt/quiet.js"
  //% include "runtime/install/hide.js"

  attempt(hide);
})(TAGWRIGHT_SETTINGS);
