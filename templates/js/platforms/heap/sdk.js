/** Heap's present base code, as far as a page can tell: methods that queue functions in `heapReadyCb`. */
function base() {
  var names = ["addEventProperties", "addUserProperties", "track"];

  window.heapReadyCb = window.heapReadyCb || [];
  window.heap = window.heap || [];
  for (var i = 0; i < names.length; i++) {
    stub(names[i]);
  }
}

/** A method of the base code. */
function stub(name) {
  window.heap[name] = function () {
    var args = arguments;

    window.heapReadyCb.push({
      name: name,
      fn: function () {
        window.heap[name].apply(window.heap, args);
      }
    });
  };
}

/** The SDK: it runs the queued functions; an array's items, as the older SDK knew them, are lost. */
function load(record) {
  var waiting = window.heapReadyCb || [];
  var heap = (window.heap = { envId: "1", config: {} });

  function method(name) {
    heap[name] = function () {
      record("heap." + name, Array.prototype.slice.call(arguments));
    };
  }
  method("addEventProperties");
  method("addUserProperties");
  method("track");
  for (var i = 0; i < waiting.length; i++) {
    waiting[i].fn();
  }
}
