/** Smartlook's own code: a function that queues. It does nothing where `smartlook` is there already. */
function base() {
  if (!window.smartlook) {
    window.smartlook = function () {
      window.smartlook.api.push(arguments);
    };
    window.smartlook.api = [];
    window.smartlook("init", "key", { region: "eu" });
  }
}

/** The recorder arrives, and takes what is queued once there is an `init`. */
function load(record) {
  var queued = (window.smartlook && window.smartlook.api) || [];
  var started = false;

  window.smartlook = function (command) {
    if (command === "init") {
      started = true;
    } else if (started) {
      record("smartlook", Array.prototype.slice.call(arguments));
    }
  };
  window.smartlook.version = "1";
  for (var i = 0; i < queued.length; i++) {
    window.smartlook.apply(null, queued[i]);
  }
}
