'use strict';

/**
 * SFRA calls this at the end of <head>. The template prints nothing when it was included before.
 */
function htmlHead() {
  require('dw/template/ISML').renderTemplate('tagwright/head');
}

exports.htmlHead = htmlHead;
