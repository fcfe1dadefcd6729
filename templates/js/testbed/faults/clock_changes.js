/** The clock that dates come from is set twice while time itself, and with it every timer, goes on as ever. */
function fault() {
  var RealDate = window.Date;
  var year = 31536000000;
  var shift = 0;

  function Shifted(value) {
    if (!(this instanceof Shifted)) {
      return RealDate();
    }
    return arguments.length ? new RealDate(value) : new RealDate(Shifted.now());
  }
  Shifted.prototype = RealDate.prototype;
  Shifted.UTC = RealDate.UTC;
  Shifted.parse = RealDate.parse;
  Shifted.now = function () {
    return RealDate.now() + shift;
  };
  window.Date = Shifted;
  setTimeout(function () {
    shift = -year;
  }, 500);
  setTimeout(function () {
    shift = year;
  }, 2000);
}
