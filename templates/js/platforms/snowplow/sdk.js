/** Snowplow's own tag: a function that queues. It does nothing when the function is there, so the SDK never loads. */
function base(sdk) {
  var name = nameIn(sdk);

  if (!window[name]) {
    window[name] = function () {
      window[name].q.push(arguments);
    };
    window[name].q = [];
    window[name].isTag = true;
  }
}

/**
 * The SDK puts its own queue in the array's place and runs what waits. The page makes its tracker half a
 * second later, as after a consent: what is called before it reaches none.
 */
function load(record, sdk) {
  var name = nameIn(sdk);
  var waiting = window[name] && window[name].isTag && window[name].q;
  var trackers = {};

  function run(call) {
    if (typeof call[0] === "function") {
      call[0].apply(trackers);
    } else if (trackers.sp1 && typeof call[1] === "object") {
      record(name + "." + call[0], [call[1]]);
    }
  }

  if (waiting) {
    window[name].q = { push: run };
    for (var i = 0; i < waiting.length; i++) {
      run(waiting[i]);
    }
    setTimeout(function () {
      trackers.sp1 = { id: "snowplow_sp1" };
    }, 500);
  }
}

/** What the page calls the function. */
function nameIn(sdk) {
  return sdk.records[0].split(".")[0];
}
