/** The RUM JavaScript of RUM Classic, as far as a page can tell. There is no inline code before it. */
function load(record) {
  var lastAction = 0;

  window.dtrum = {
    enterAction: function (name) {
      record("dtrum.enterAction", [name]);
      return ++lastAction;
    },
    addActionProperties: function (action, numbers, dates, strings) {
      var kept = {};

      for (var name in strings) {
        if ({}.hasOwnProperty.call(strings, name) && name === name.toLowerCase() && strings[name].length < 100) {
          kept[name] = strings[name];
        }
      }
      record("dtrum.addActionProperties", [action, numbers, dates, kept]);
    },
    leaveAction: function (action) {
      record("dtrum.leaveAction", [action]);
    }
  };
}
