/**
 * A clock of the page's own: its timers, frames and dates move only when `run` moves them, so that late
 * and never cost no real time. Between two timers the browser gets a real task, in which promises settle.
 * Errors of a timer reach the page as they would without us.
 */
function createClock(whoAsks) {
  var RealDate = Date;
  var channel = new MessageChannel();
  var send = channel.port2.postMessage;
  var later = window.setTimeout;
  var report = window.reportError;
  var start = RealDate.now();
  var now = 0;
  var timers = [];
  var lastId = 1000;
  var next = null;
  var seen = 0;
  var firing = "";

  channel.port1.onmessage = function () {
    next();
  };

  function add(kind, callback, delay, args) {
    var wait = delay > 1 ? +delay : 1;

    lastId += 1;
    timers[timers.length] = {
      id: lastId,
      at: now + wait,
      every: kind === "setInterval" ? wait : 0,
      callback: callback,
      args: args,
      kind: kind,
      by: whoAsks()
    };
    return lastId;
  }

  function remove(id) {
    var kept = [];

    for (var i = 0; i < timers.length; i++) {
      if (timers[i].id !== +id) {
        kept[kept.length] = timers[i];
      }
    }
    timers = kept;
  }

  function first() {
    var found = null;

    for (var i = 0; i < timers.length; i++) {
      if (!found || timers[i].at < found.at) {
        found = timers[i];
      }
    }
    return found;
  }

  function fire(timer) {
    now = timer.at;
    if (timer.every) {
      timer.at += timer.every;
    } else {
      remove(timer.id);
    }
    if (typeof timer.callback !== "function") {
      // The browser decides what a string is worth under the page's policy.
      later.call(window, timer.callback, 0);
      return;
    }
    firing = timer.by;
    try {
      timer.callback.apply(window, timer.args);
    } catch (error) {
      report.call(window, error);
    }
    firing = "";
  }

  function rest(list, from) {
    var args = [];

    for (var i = from; i < list.length; i++) {
      args[args.length] = list[i];
    }
    return args;
  }

  function FakeDate(year, month, day, hour, minute, second, ms) {
    if (!(this instanceof FakeDate)) {
      return new RealDate(start + now).toString();
    }
    switch (arguments.length) {
      case 0:
        return new RealDate(start + now);
      case 1:
        return new RealDate(year);
      default:
        return new RealDate(year, month, day || 1, hour || 0, minute || 0, second || 0, ms || 0);
    }
  }
  FakeDate.prototype = RealDate.prototype;
  FakeDate.UTC = RealDate.UTC;
  FakeDate.parse = RealDate.parse;
  FakeDate.now = function () {
    return start + now;
  };

  window.Date = FakeDate;
  window.Performance.prototype.now = function () {
    return now;
  };
  window.setTimeout = function (callback, delay) {
    return add("setTimeout", callback, delay, rest(arguments, 2));
  };
  window.setInterval = function (callback, delay) {
    return add("setInterval", callback, delay, rest(arguments, 2));
  };
  window.requestAnimationFrame = function (callback) {
    return add("requestAnimationFrame", callback, 16 - (now % 16), [now + 16 - (now % 16)]);
  };
  window.requestIdleCallback = function (callback) {
    var deadline = {
      didTimeout: false,
      timeRemaining: function () {
        return 0;
      }
    };
    return add("requestIdleCallback", callback, 1, [deadline]);
  };
  window.clearTimeout = remove;
  window.clearInterval = remove;
  window.cancelAnimationFrame = remove;
  window.cancelIdleCallback = remove;

  return {
    /** Milliseconds of the page's time since it was opened. */
    now: function () {
      return now;
    },

    /** The number of this moment among all that are written down, from 1: many share one millisecond. */
    count: function () {
      seen += 1;
      return seen;
    },

    /** Calls a function of the test page itself at a moment of the page's time. */
    at: function (moment, callback) {
      lastId += 1;
      timers[timers.length] = { id: lastId, at: moment, every: 0, callback: callback, args: [], kind: "page", by: "" };
    },

    /** Lets time pass up to a moment, then calls `done`. */
    run: function (end, done) {
      next = function () {
        var timer = first();

        if (timer && timer.at <= end) {
          fire(timer);
          send.call(channel.port2, 0);
        } else {
          now = end;
          done();
        }
      };
      next();
    },

    /** The script that set the timer that is running, or "". */
    firing: function () {
      return firing;
    },

    /** The timers that are set and have not fired, as `{kind, by}`. */
    pending: function () {
      return timers;
    }
  };
}
