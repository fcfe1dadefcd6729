// Hears the data layer as Tag Manager does: what is in it already, and what is pushed later.

function forward(count, settings) {
  var names = settings.dom_events.match(/[^\s,]+/g) || [];

  function hear(item) {
    attempt(note, count, item);
  }

  if (settings.data_layer) {
    attempt(hearLayer, hear);
  }
  for (var i = 0; i < names.length; i++) {
    document.addEventListener(names[i], function (event) {
      attempt(tell, count, [event.type, event.detail]);
    });
  }
}

function hearLayer(hear) {
  var layer = (window[settings.data_layer] = window[settings.data_layer] || []);
  var push = layer.push;

  for (var i = 0; i < layer.length; i++) {
    hear(layer[i]);
  }
  // On a page that freezes what arrays inherit, `push` cannot be assigned to. What a page adds to Object.prototype (`get`)
  // stays out of the descriptor.
  Object.defineProperty(layer, "push", {
    __proto__: null,
    configurable: true,
    enumerable: true,
    writable: true,
    value: function () {
      var result = push.apply(layer, arguments);

      for (var i = 0; i < arguments.length; i++) {
        hear(arguments[i]);
      }
      return result;
    }
  });
}

/** An entry names its event, or is a command of gtag(): "event", the name, the rest. Tag Manager's own begin with "gtm.". */
function note(count, item) {
  var isCommand = item[0] === "event";
  var name = isCommand ? item[1] : item.event;

  if (!/^gtm\./.test(name)) {
    tell(count, [name, isCommand ? item[2] : item]);
  }
}

function tell(count, event) {
  var data = event[1] || {};
  var paths = settings.revenue.match(/[^\s,]+/g);
  var names = settings.tags.match(/[^\s,]+/g) || [];
  var tags = {};
  var amount;

  for (var i = 0; i < names.length; i++) {
    tags[names[i]] = data[names[i]];
  }
  for (i = 0; i < paths.length && !(amount > 0); i++) {
    amount = +valueAt(data, paths[i]);
  }
  if (isListed(event[0], settings.events)) {
    count(event[0], isListed(event[0], settings.revenue_events) ? amount : 0, tags);
  }
}
