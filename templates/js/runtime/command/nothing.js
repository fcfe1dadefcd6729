/** The client this snippet is built for takes attributes alone. */
function command() {}
