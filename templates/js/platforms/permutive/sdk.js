/**
 * Permutive's own inline code and SDK, as far as a page can tell: stub functions that queue, on an object that the SDK
 * then fills. Cohorts are counted some time after it has loaded, and stored for the next page.
 */
function base(sdk) {
  var permutive = (window.permutive = window.permutive || {});
  var names = ["addon", "identify", "track", "trigger", "query", "segment", "segments", "ready", "on", "once", "user", "consent"];

  if (sdk.data && sdk.data.stored) {
    localStorage.setItem("_psegs", JSON.stringify(sdk.data.stored));
  }
  permutive.q = [];
  permutive.config = {};
  for (var i = 0; i < names.length; i++) {
    permutive[names[i]] = later(names[i]);
  }

  function later(name) {
    return function () {
      permutive.q.push({ functionName: name, arguments: Array.prototype.slice.call(arguments) });
    };
  }
}

/** The SDK arrives, with functions of its own, and answers what waited, in order. */
function load(record, sdk) {
  var permutive = window.permutive;
  var waiting = permutive.q;
  var cohorts = (sdk.data && sdk.data.stored) || [];
  var isRealtime = false;
  var readers = [];

  permutive.ready = function (callback, stage) {
    if (stage === "realtime" && !isRealtime) {
      readers.push(callback);
    } else {
      callback();
    }
  };
  permutive.segments = function (callback, type) {
    setTimeout(callback, 0, type && type !== "all" ? [] : cohorts);
  };

  for (var i = 0; i < waiting.length; i++) {
    permutive[waiting[i].functionName].apply(permutive, waiting[i].arguments);
  }
  if (sdk.data) {
    setTimeout(count, 300, sdk.data.counted);
  }

  function count(found) {
    if (found) {
      cohorts = found;
      localStorage.setItem("_psegs", JSON.stringify(found));
    }
    isRealtime = true;
    for (var i = 0; i < readers.length; i++) {
      readers[i]();
    }
    readers = [];
  }
}
