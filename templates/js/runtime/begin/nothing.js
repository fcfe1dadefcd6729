/** The body has no `initialize`. */
function begin() {}
