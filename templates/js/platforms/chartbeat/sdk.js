/** Chartbeat's inline code keeps an array that is there. */
function base() {
  window._cbq = window._cbq || [];
}

/** The script takes pairs whose key begins with "_". It puts values into an address unencoded: "#" and "&" end them. */
function load(record) {
  var queue = window._cbq || [];

  function take(item) {
    if (Array.isArray(item) && item[0].charAt(0) === "_") {
      record("_cbq.push", [[item[0], item[1].split(/[#&]/)[0]]]);
    }
  }
  window.pSUPERFLY = {};
  window._cbq = { push: take };
  for (var i = 0; i < queue.length; i++) {
    take(queue[i]);
  }
}
