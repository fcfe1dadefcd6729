/**
 * New Relic's inline loader and its agent, as far as a page can tell: the loader makes the whole API and
 * keeps what is called, the agent that arrives later takes it over.
 */
function base() {
  var agent = (window.NREUM = window.NREUM || {});

  window.newrelic = window.newrelic || agent;
  agent.initializedAgents = { id: {} };
  agent.info = { beacon: "bam.nr-data.net" };
  agent.kept = [];
  ["addPageAction", "setCustomAttribute"].forEach(function (name) {
    agent[name] = function () {
      agent.handle(name, Array.prototype.slice.call(arguments));
    };
  });
  agent.handle = function (name, args) {
    agent.kept.push([name, args]);
  };
}

/** The agent arrives: what the loader kept comes first. An attribute that is no plain value is refused. */
function load(record) {
  var agent = window.NREUM;

  agent.handle = function (name, args) {
    if (name === "addPageAction" || /string|number|boolean/.test(typeof args[1])) {
      record("newrelic." + name, args);
    }
  };
  agent.kept.forEach(function (call) {
    agent.handle(call[0], call[1]);
  });
}
