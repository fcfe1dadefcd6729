/**
 * The page's own tag, for two streams. A page may name its data layer otherwise: here a renamed one
 * stands beside the usual one.
 */
function base() {
  var names = ["dataLayer", "analyticsLayer"];

  function tag(name) {
    var layer = (window[name] = window[name] || []);

    function own() {
      arguments.own = true;
      layer.push(arguments);
    }
    own("js", new Date(0));
    own("config", "G-XXXXXXXXXX");
    own("config", "G-SECOND2222");
  }
  for (var i = 0; i < names.length; i++) {
    tag(names[i]);
  }
  window.gtag = function () {
    window.dataLayer.push(arguments);
  };
}

/**
 * gtag.js, as measured on a real one: it takes nothing but Arguments objects, drops an event that
 * names no stream before there is one, and keeps an event until the page configures its stream.
 */
function load(record) {
  function read(layer) {
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
  }

  read((window.dataLayer = window.dataLayer || []));
  if (window.analyticsLayer) {
    read(window.analyticsLayer);
  }
  window.google_tag_manager = { "G-XXXXXXXXXX": {}, "G-SECOND2222": {} };
}
