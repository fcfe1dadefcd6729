/*! page-events 1.0.0 tagwright 0.1.0 0BSD */

(function (settings) {
  "use strict";

  var known = reportedBy("page-events#e2a3536e", "1.0.0");

  /** Where listeners go: to Edge when it is there or awaited, else to Web, whose queue is created when absent. */
  function queue() {
    return window.optimizelyEdge || (window.optimizely = window.optimizely || []);
  }

  /**
   * What snippets of this platform and these settings have reported in this document, shared by all of
   * them: `window.__tagwright[key]`, not enumerable. A null prototype keeps what a page adds to
   * Object.prototype (`get`, `writable`) out of the descriptor.
   */
  function reportedBy(key, version) {
    var all = window.__tagwright || {};

    // A copy of the snippet defines it again, as it is: that changes nothing.
    Object.defineProperty(window, "__tagwright", { __proto__: null, value: all });
    return (all[key] = all[key] || { version: version });
  }

  /** What a call returns, or nothing when it throws: a failure costs that call, not the page and not the next call. */
  function attempt(call, first, second) {
    try {
      return call(first, second);
    } catch (error) {
      // The setting `debug` shows it.
    }
  }

  /**
   * Counts an event as a goal. `amount` is money in the currency's own unit, of which Optimizely takes cents, or nothing.
   * Optimizely takes tags that are plain, and no colon in a name.
   */
  function count(name, amount, tags) {
    var told = {};
    var cents = Math.round(amount * 100);

    for (var tag in tags) {
      if ({}.hasOwnProperty.call(tags, tag) && /^(string|number|boolean)$/.test(typeof tags[tag])) {
        told[tag] = tags[tag];
      }
    }
    if (Math.abs(cents) < 9e15 && cents) {
      told.revenue = cents;
    }
    if (name) {
      give(name.replace(/:/g, "_"), told);
    }
  }

  /** Sends a goal. */
  function give(name, tags) {
    send(name, tags);
  }

  /**
   * Tells Optimizely of an event. Web knows Classic's command, and a page moves from one to the other, so Classic and a
   * queue that waits for either get that, once; Web alone and Edge get their own.
   */
  function send(name, tags) {
    var client = queue();

    attempt(function () {
      client.push(
        client === window.optimizelyEdge || (client.get && !client.getProjectId)
          ? { type: "event", eventName: name, tags: tags }
          : ["trackEvent", name, tags]
      );
    });
  }

  /** Whether a name is in a list with commas; "*" holds all. */
  function isListed(name, list) {
    return list === "*" || ("," + list + ",").replace(/\s*,\s*/g, ",").indexOf("," + name + ",") >= 0;
  }

  /** What a path leads to in any data, or nothing: `a.b[0].c`; a key that has dots itself is found at the top. */
  function valueAt(data, path) {
    var keys = {}.hasOwnProperty.call(Object(data), path) ? [path] : path.match(/[^.[\]]+/g);

    for (var i = 0; i < keys.length; i++) {
      data = {}.hasOwnProperty.call(Object(data), keys[i]) ? data[keys[i]] : null;
    }
    return data;
  }

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
  if (!known.started) {
    known.started = 1;
    attempt(forward, count, settings);
  }
})({
  data_layer: "dataLayer",
  dom_events: "",
  events: "*",
  revenue: "ecommerce.value, value",
  revenue_events: "purchase",
  tags: ""
});
