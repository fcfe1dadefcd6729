/** Asks for the report of an experiment; what is decided at the same time is read at once. */
function ask(experimentId) {
  asked[experimentId] = 1;
  again();
}
