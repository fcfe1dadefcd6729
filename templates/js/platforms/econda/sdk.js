/** The page's own object, as econda has it written: calls wait in `stored`; what stood there before is lost. */
function base() {
  window.emos3 = {
    defaults: { siteid: "shop.example" },
    stored: [],
    send: function (properties) {
      this.stored.push(properties);
    }
  };
}

/** The library: it puts its own `send` into the object and takes what has waited. */
function load(record) {
  var emos3 = (window.emos3 = window.emos3 || {});
  var waiting = emos3.stored || [];

  emos3.send = function () {
    record("emos3.send", Array.prototype.slice.call(arguments));
  };
  for (var i = 0; i < waiting.length; i++) {
    emos3.send(waiting[i]);
  }
}
