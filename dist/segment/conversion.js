/*! segment 1.0.0 tagwright 0.1.0 0BSD */

(function (settings) {
  "use strict";

  var known = reportedBy("segment#19394e42", "1.0.0");

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

  // Segment's global emits each track call; its snippet queues `on` as it does other calls:
  // https://segment.com/docs/connections/sources/catalog/libraries/website/javascript/#emitter

  function forward(count, settings) {
    var names = settings.tags.match(/[^\s,]+/g) || [];
    var analytics = (window[settings.global] = window[settings.global] || []);

    function hear(event, properties) {
      attempt(tell, event, properties || {});
    }

    function tell(event, properties) {
      var tags = {};

      // What the analytics snippet of this platform tracks is Optimizely's own.
      if (event !== "Experiment Viewed" && isListed(event, settings.events)) {
        for (var i = 0; i < names.length; i++) {
          tags[names[i]] = properties[names[i]];
        }
        count(event, isListed(event, settings.revenue_events) ? properties.revenue : 0, tags);
      }
    }

    if (analytics.on) {
      analytics.on("track", hear);
    } else {
      analytics.push(["on", "track", hear]);
    }
  }
  if (!known.started) {
    known.started = 1;
    attempt(forward, count, settings);
  }
})({
  events: "*",
  global: "analytics",
  revenue_events: "Order Completed",
  tags: ""
});
