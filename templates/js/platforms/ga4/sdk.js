/** The page's own tag, for two streams, with the data layer's name as the scenario's settings have it. */
function base(sdk) {
  var layer = (window[sdk.queue] = window[sdk.queue] || []);

  function own() {
    arguments.own = true;
    layer.push(arguments);
  }
  own("js", new Date(0));
  own("config", "G-XXXXXXXXXX");
  own("config", "G-SECOND2222");
  window.gtag = function () {
    layer.push(arguments);
  };
}

/**
 * gtag.js, as measured on a real one: it takes nothing but Arguments objects, drops an event that
 * names no stream before there is one, and keeps an event until the page configures its stream.
 */
function load(record, sdk) {
  var layer = (window[sdk.queue] = window[sdk.queue] || []);
  var configured = {};
  var anyConfigured = false;
  var kept = [];

  function config(id) {
    var waiting = kept;

    configured[id] = anyConfigured = true;
    kept = [];
    for (var i = 0; i < waiting.length; i++) {
      take(waiting[i]);
    }
  }

  function event(item) {
    var stream = item[2] && item[2].send_to;

    if (stream ? configured[stream] === true : anyConfigured) {
      record("gtag", Array.prototype.slice.call(item));
    } else if (stream) {
      kept.push(item);
    }
  }

  function take(item) {
    if (Object.prototype.toString.call(item) !== "[object Arguments]") {
      return;
    }
    if (item[0] === "config") {
      config(item[1]);
    } else if (item[0] === "event") {
      event(item);
    } else if (!item.own) {
      record("gtag", Array.prototype.slice.call(item));
    }
  }

  for (var i = 0; i < layer.length; i++) {
    take(layer[i]);
  }
  layer.push = function () {
    for (var i = 0; i < arguments.length; i++) {
      Array.prototype.push.call(layer, arguments[i]);
      take(arguments[i]);
    }
    return layer.length;
  };
  window.google_tag_manager = { "G-XXXXXXXXXX": {}, "G-SECOND2222": {} };
}
