/** The body has no `onChange`; changes are seen by looking again. */
function hearChanges() {}
