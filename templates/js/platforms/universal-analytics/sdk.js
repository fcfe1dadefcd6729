/** The page's own code: the queue, the default tracker, one more by name, and a page view. */
function base() {
  window.GoogleAnalyticsObject = "ga";
  window.ga =
    window.ga ||
    function () {
      (window.ga.q = window.ga.q || []).push(arguments);
    };
  window.ga.l = 1;

  function own() {
    window.ga.apply(null, arguments);
    window.ga.q[window.ga.q.length - 1].own = true;
  }
  own("create", "UA-1-1", "auto");
  own("create", "UA-1-2", "auto", "second");
  own("send", "pageview");
}

/**
 * analytics.js, as measured on a real one: it drops a command for a tracker that is not there.
 * A page may rename `ga`: here another name stands beside it.
 */
function load(record) {
  var queue = (window.ga && window.ga.q) || [];
  var trackers = {};

  function create(name) {
    trackers[name] = {
      get: function (field) {
        return field === "name" ? name : undefined;
      }
    };
  }

  function run(command) {
    var path = String(command[0]).split(".");
    var verb = path.pop();
    var name = path.join(".") || "t0";

    if (verb === "create") {
      create(typeof command[3] === "string" ? command[3] : "t0");
    } else if (trackers[name] && !command.own) {
      record("ga", Array.prototype.slice.call(command));
    }
  }

  function ga() {
    run(arguments);
  }
  ga.loaded = true;
  ga.getByName = function (name) {
    return trackers[name];
  };
  ga.getAll = function () {
    var all = [];

    for (var name in trackers) {
      if (Object.prototype.hasOwnProperty.call(trackers, name)) {
        all.push(trackers[name]);
      }
    }
    return all;
  };
  for (var i = 0; i < queue.length; i++) {
    run(queue[i]);
  }
  window.ga = window.__gaTracker = ga;
}
