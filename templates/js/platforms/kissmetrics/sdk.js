/** Kissmetrics' inline code keeps an array that is there. */
function base() {
  window._kmq = window._kmq || [];
}

/** Its library puts an object in the array's place and runs what was queued: commands, or functions. */
function load(record) {
  var queue = window._kmq || [];

  window.KM = {};
  window._kmq = {
    push: function (item) {
      if (typeof item === "function") {
        item();
      } else if (item[0] === "record" ? short(item[1], 254) && fits(item[2]) : fits(item[1])) {
        record("_kmq." + item[0], Array.prototype.slice.call(item, 1));
      }
    }
  };
  for (var i = 0; i < queue.length; i++) {
    window._kmq.push(queue[i]);
  }
}

/** Whether Kissmetrics keeps all properties: text, 254 characters in a name and 512 in a value. */
function fits(properties) {
  var names = Object.getOwnPropertyNames(properties);

  for (var i = 0; i < names.length; i++) {
    if (!short(names[i], 254) || !short(properties[names[i]], 512)) {
      return false;
    }
  }
  return true;
}

function short(text, max) {
  return typeof text === "string" && text.length > 0 && text.length <= max;
}
