/**
 * The page's own listeners stand in for an SDK: both ways in are written down. Whatever was pushed
 * before the page took over the array is still there.
 */
function load(record) {
  ["experimentEvents", "myEvents"].forEach(function (name) {
    var earlier = window[name] || [];
    var array = [];

    array.push = function (message) {
      record(name + ".push", [message]);
      return Array.prototype.push.call(array, message);
    };
    if (window[name] || name === "experimentEvents") {
      window[name] = array;
    }
    for (var i = 0; i < earlier.length; i++) {
      array.push(earlier[i]);
    }
  });
  ["experiment", "my-experiment"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      record("document." + name, [event.detail]);
    });
  });
}
