/** Simple Analytics' inline code: a function that keeps its arguments, as arrays. */
function base(sdk) {
  var stub =
    window[sdk.queue] ||
    function () {
      (stub.q = stub.q || []).push(Array.prototype.slice.call(arguments));
    };

  window[sdk.queue] = stub;
}

/** The script: it takes the function's place and sends what was queued; what is no array it takes for a name. */
function load(record, sdk) {
  var queue = (window[sdk.queue] && window[sdk.queue].q) || [];

  function send(name, metadata) {
    if (typeof name === "string" && /^\w{1,200}$/.test(name) && fits(metadata || {})) {
      record(sdk.queue, Array.prototype.slice.call(arguments));
    }
  }
  window[sdk.queue] = send;
  window.sa_event_loaded = true;
  for (var i = 0; i < queue.length; i++) {
    if (Array.isArray(queue[i])) {
      send.apply(null, queue[i]);
    } else {
      send(queue[i]);
    }
  }
}

/** Whether all metadata is what Simple Analytics keeps: plain keys, no nesting, nothing empty, 1000 characters. */
function fits(metadata) {
  var names = Object.getOwnPropertyNames(metadata);

  for (var i = 0; i < names.length; i++) {
    if (
      !/^\w+$/.test(names[i]) ||
      !metadata[names[i]] ||
      typeof metadata[names[i]] === "object" ||
      (metadata[names[i]] + "").length > 1000
    ) {
      return false;
    }
  }
  return true;
}
