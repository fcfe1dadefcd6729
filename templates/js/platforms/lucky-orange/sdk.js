/** A page's own code for Lucky Orange, as its documentation has it: an array, unless there is one. */
function base() {
  window.LOQ = window.LOQ || [];
}

/**
 * Lucky Orange's script, as far as a page can tell: it makes `LO`, runs the queue and replaces it. Its parts load
 * after it, each when it is asked for: without `$internal.ready` there is no `LO.events`.
 */
function load(record) {
  var queue = window.LOQ || [];
  var sdk = (window.LO = { $internal: {} });

  sdk.$internal.ready = function (part) {
    return new Promise(function (resolve) {
      setTimeout(function () {
        if (part === "events") {
          sdk.events = {
            track: function () {
              record("LO.events.track", Array.prototype.slice.call(arguments));
            }
          };
        }
        resolve();
      }, 200);
    });
  };

  function run(command) {
    if (command[0] === "ready" && typeof command[1] === "function") {
      command[1](sdk);
    }
  }

  for (var i = 0; i < queue.length; i++) {
    run(queue[i]);
  }
  window.LOQ = {
    push: function () {
      for (var i = 0; i < arguments.length; i++) {
        run(arguments[i]);
      }
    }
  };
}
