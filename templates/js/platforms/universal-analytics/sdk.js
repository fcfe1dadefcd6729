/** The page's own code: the queue, the default tracker, one more by name, and a page view. */
function base(sdk) {
  var name = sdk.records[0];

  window.GoogleAnalyticsObject = name;
  window[name] =
    window[name] ||
    function () {
      (window[name].q = window[name].q || []).push(arguments);
    };
  window[name].l = 1;

  function own() {
    window[name].apply(null, arguments);
    window[name].q[window[name].q.length - 1].own = true;
  }
  own("create", "UA-1-1", "auto");
  own("create", "UA-1-2", "auto", "second");
  own("send", "pageview");
}

/** analytics.js, as measured on a real one: it drops a command for a tracker that is not there. */
function load(record, sdk) {
  var queue = (window[sdk.records[0]] && window[sdk.records[0]].q) || [];
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
      record(sdk.records[0], Array.prototype.slice.call(command));
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
  window[sdk.records[0]] = ga;
}
