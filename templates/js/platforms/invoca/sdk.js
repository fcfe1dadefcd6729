/** The tag reads localStorage; what is written into it is written down here. */
function base() {}

function load(record) {
  var setItem = Storage.prototype.setItem;
  var removeItem = Storage.prototype.removeItem;

  Storage.prototype.setItem = function (key, value) {
    record("localStorage.setItem", [key, value]);
    setItem.call(this, key, value);
  };
  Storage.prototype.removeItem = function (key) {
    record("localStorage.removeItem", [key]);
    removeItem.call(this, key);
  };
}
