/** The body has no `finish`. */
function end() {}
