/**
 * Umami's script: no inline code, no queue, and a global that is already there stays. What is too long, its
 * server cannot store: here such an event is lost.
 */
function load(record) {
  window.umami = window.umami || {
    track: function (name, data) {
      if (typeof name === "string" && name.length <= 50 && fits(data || {})) {
        record("umami.track", Array.prototype.slice.call(arguments));
      }
      return Promise.resolve();
    },
    identify: function () {
      return Promise.resolve();
    }
  };
}

/** Whether every value is text of at most 500 characters. */
function fits(data) {
  var names = Object.getOwnPropertyNames(data);

  for (var i = 0; i < names.length; i++) {
    if (typeof data[names[i]] !== "string" || data[names[i]].length > 500) {
      return false;
    }
  }
  return true;
}
