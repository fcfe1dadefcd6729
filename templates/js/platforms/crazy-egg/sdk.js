/**
 * Crazy Egg's script, as far as a page can tell: no queue, an object that is there at once and gets its method
 * a little later. A variable of another number than 1 to 5 is ignored; a value replaces the one before.
 */
function load(record) {
  var sdk = (window.CE2 = {});

  setTimeout(function () {
    sdk.set = function (slot, value) {
      if (typeof slot === "number" && slot >= 1 && slot <= 5 && typeof value === "string") {
        record("CE2.set", [slot, value]);
      }
    };
  }, 300);
}
