// Says what it is asked and nothing else: the rules are about when, how often and with what that is.
function initialize(settings, redirect) {
  probe("initialize", redirect, settings.text);
}

function makeRequest(decision, settings) {
  if (decision.experimentId === settings.fails_for) {
    throw new Error("this report fails");
  }
  probe("decision", decision, settings.text);
}

function finish(settings) {
  probe("finish", settings.text);
}
