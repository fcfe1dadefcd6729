/** Dynatrace's RUM JavaScript, as far as a page can tell. There is no inline code before it. */
function load(record) {
  window.dynatrace = {
    sendEvent: function (fields) {
      var kept = {};

      for (var name in fields) {
        if ({}.hasOwnProperty.call(fields, name) && isKey(name)) {
          kept[name] = fields[name];
        }
      }
      record("dynatrace.sendEvent", [kept]);
    }
  };
}

/** Properties of other names are dropped: letters, digits, dots and underscores behind `event_properties.`, 100 characters. */
function isKey(name) {
  return name.length < 101 && /^event_properties(\.[a-z][a-z0-9]*(_[a-z0-9]+)*)+$/i.test(name);
}
