/** The page's own code: the default tracker, one more by name, and a page view. */
function base() {
  var own = [["_setAccount", "UA-1-1"], ["_trackPageview"], ["second._setAccount", "UA-1-2"]];

  window._gaq = window._gaq || [];
  for (var i = 0; i < own.length; i++) {
    own[i].own = true;
    window._gaq.push(own[i]);
  }
}

/**
 * ga.js, as measured on a real one: it runs the queue in order and replaces it; refuses a variable
 * whose name and value pass 128 together; and sends a hit before _setAccount to nobody.
 */
function load(record) {
  var queue = window._gaq || [];
  var accounts = {};

  function isTaken(verb, tracker, command) {
    if (verb === "_setCustomVar") {
      return command[1] > 0 && (command[2] + command[3]).length <= 128;
    }
    return verb.indexOf("_track") !== 0 || accounts[tracker] !== undefined;
  }

  function run(command) {
    var path = String(command[0]).split(".");
    var verb = path.pop();
    var tracker = path.join(".");

    if (verb === "_setAccount") {
      accounts[tracker] = command[1];
    } else if (!command.own && isTaken(verb, tracker, command)) {
      record("_gaq.push", [command]);
    }
  }

  for (var i = 0; i < queue.length; i++) {
    run(queue[i]);
  }
  window._gat = {};
  window._gaq = {
    push: function () {
      for (var i = 0; i < arguments.length; i++) {
        run(arguments[i]);
      }
      return 0;
    }
  };
}
