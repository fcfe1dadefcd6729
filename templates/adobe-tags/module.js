"use strict";

// The settings of the rule's action stand in a variable around the program, which looks for them there.
module.exports = function (settings) {
  var tagwrightSettings = { "TAGWRIGHT_SLUG": settings };

  /* TAGWRIGHT_PROGRAM */
};
