/**
 * The platform's SDK as most vendors write theirs, made from `records`, `queue` and `reads` of platform.toml.
 * A platform that behaves otherwise has an sdk.js of its own in its folder, with the same two functions.
 * Loops only: prototype.js 1.6 replaces `reduce`, `map` and `filter` on pages that load it.
 */

/** The vendor's inline base code: makes the queue, when the vendor has one. */
function base(sdk) {
  if (sdk.queue) {
    window[sdk.queue] = window[sdk.queue] || [];
  }
}

/** The SDK arrives: every call in `records` becomes a function that writes its calls down, then the queue is drained. */
function load(record, sdk) {
  var waiting = (sdk.queue && window[sdk.queue]) || [];
  var i;

  for (i = 0; i < sdk.records.length; i++) {
    define(sdk.records[i]);
  }
  if (sdk.data && sdk.reads[0]) {
    place(sdk.reads[0], sdk.data);
  }
  if (sdk.queue) {
    takeOver(sdk.queue);
    for (i = 0; i < waiting.length; i++) {
      take(waiting[i]);
    }
  }

  /** Puts a recording function at a dotted path; the SDK's own object says that it has loaded. */
  function define(path) {
    var names = path.split(".");
    var owner = window;

    for (var i = 0; i < names.length - 1; i++) {
      if (!owner[names[i]] || owner[names[i]] === waiting) {
        owner[names[i]] = {};
      }
      owner = owner[names[i]];
      if (i === 0) {
        owner.loaded = true;
      }
    }
    owner[names[names.length - 1]] = function () {
      record(path, arguments);
    };
  }

  /** Puts what the vendor knows of the visitor where a snippet reads it: at the first path of `reads`. */
  function place(path, data) {
    var names = path.split(".");
    var owner = window;

    for (var i = 0; i < names.length - 1; i++) {
      owner = owner[names[i]] = owner[names[i]] || {};
    }
    owner[names[names.length - 1]] = data;
  }

  /** A new object stands where the array stood, as with real vendors: a kept reference to the array is dead. */
  function takeOver(name) {
    if (window[name] === waiting) {
      window[name] = {};
    }
    window[name].push = function () {
      for (var i = 0; i < arguments.length; i++) {
        take(arguments[i]);
      }
      return arguments.length;
    };
  }

  /** A command such as ["track", a, b] is the call acme.track(a, b); anything else is a push, if pushes are recorded. */
  function take(item) {
    var path = item && typeof item[0] === "string" && sdk.queue + "." + item[0];

    if (path && isRecorded(path)) {
      record(path, Array.prototype.slice.call(item, 1));
    } else if (isRecorded(sdk.queue + ".push")) {
      record(sdk.queue + ".push", [item]);
    }
  }

  function isRecorded(path) {
    return sdk.records.indexOf(path) >= 0;
  }
}
