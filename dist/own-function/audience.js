/*! own-function 1.0.0 tagwright 0.1.0 0BSD */

(function (settings) {
  "use strict";

  var digest = "50f38e79";
  var known = claim("own-function#50f38e79", "1.0.0");
  var mapping = settings.mapping;
  var storage = "tagwright-own-function";
  var told = {};
  var waited = 0;
  var isHeard;

  /**
   * Looks at what the platform knows, now and until the timeout: first every 100 ms, then less and less often, for the
   * later it comes the less a moment counts.
   */
  function look() {
    var pause = 100 + waited / 10;

    attempt(visit);
    if (waited < settings.timeout * 1000) {
      waited += pause;
      setTimeout(look, pause);
    }
  }

  /** Tells Optimizely what the body reads, once the platform's SDK is there. */
  function visit() {
    var visitor;

    if (isReady()) {
      hearChanges();
      visitor = readVisitor(settings);
      if (visitor) {
        audit(visitor);
        if (tell(visitor)) {
          remember();
        }
      }
    }
  }

  /** Lets the body say, once, when there is something new; it may do so at any time, also after the timeout. */
  function hearChanges() {
    if (!isHeard) {
      isHeard = 1;
      attempt(
        onChange,
        function () {
          attempt(visit);
        },
        settings
      );
    }
  }

  /** Tells Optimizely what was known on an earlier page, where that is kept; whatever the platform says later counts. */
  function recall() {
    if (settings.cache_days) {
      var all = keptByAll();

      keep(all);
      if (all[digest]) {
        attempt(tell, null, all[digest].told);
      }
    }
  }

  /** Keeps for the next page what Optimizely was told, where settings allow it. */
  function remember() {
    if (settings.cache_days) {
      var all = keptByAll();

      all[digest] = { until: new Date().getTime() + settings.cache_days * 864e5, told: told };
      keep(all);
    }
  }

  /**
   * What the snippets of this platform keep, by the digest of their settings: one for each cookie or object may stand on
   * the page. What is too old is left out, and so is what nobody of them has written.
   */
  function keptByAll() {
    var all = attempt(function () {
      return JSON.parse(localStorage.getItem(storage));
    });
    var found = {};

    for (var key in all) {
      if ((all[key] || {}).until > new Date().getTime()) {
        found[key] = all[key];
      }
    }
    return found;
  }

  /** Writes what the snippets of this platform keep; where that is nothing, nothing stays. */
  function keep(all) {
    var text = JSON.stringify(all);

    attempt(function () {
      if (text === "{}") {
        localStorage.removeItem(storage);
      } else {
        localStorage.setItem(storage, text);
      }
    });
  }

  /**
   * Finds, one after the other, the rules of a mapping, `PATH -> KIND:NAME` or `PATH = VALUE -> KIND:NAME`: 1 path, 3 value,
   * 4 kind, 5 name. It takes more than generator/mapping.py, which tells people what is wrong.
   */
  function rules() {
    return /(\S.*?)\s*(=\s*(.+?)\s*)?->\s*(\w+):\s*(.*\S)/g;
  }

  /**
   * Tells Optimizely what a visitor's data come to: what has changed since the last time, and of what is gone that it is
   * gone; whether there was anything. `kept` has values of an earlier page instead. A path whose getter throws finds
   * nothing.
   */
  function tell(visitor, kept) {
    var client = queue();
    var each = rules();
    var rule;
    var value;
    var attributes;
    var isChanged;

    while ((rule = each.exec(mapping))) {
      value = kept ? kept[rule[0]] : plain(attempt(valueAt, visitor, rule[1]), rule[3], rule[4]);
      if (value !== told[rule[0]]) {
        told[rule[0]] = value;
        isChanged = true;
        if (takes(rule[4], client)) {
          if (rule[4] === "attribute") {
            attributes = attributes || {};
            attributes[rule[5]] = value == null ? null : value;
          } else {
            command(client, rule[4], rule[5], value);
          }
        }
      }
    }
    if (attributes) {
      client.push({ type: "user", attributes: attributes });
    }
    if (isChanged && settings.activate) {
      activate(client);
    }
    return isChanged;
  }

  /**
   * Gives Classic the command that sets a value, or takes it back. An audience is joined by any value but false and 0. No
   * other kinds are known.
   */
  function command(client, kind, name, value) {
    var text = value === undefined ? null : value + "";
    var verb = (kind === "audience" ? value : text) ? "addTo" : "removeFrom";
    var found = {
      tag: ["customTag", name, text],
      dimension: ["setDimensionValue", name, text],
      segment: [verb + "Segment", name, text],
      audience: [verb + "Audience", name]
    }[kind];

    if (found) {
      client.push(found);
    }
  }

  /**
   * Whether the client takes a value of this kind now. Of one that is awaited it is not known yet which it will be: its
   * queue gets everything. Web and Edge, which have `get`, take attributes and would drop the rest; Classic takes the
   * rest, and a tag only before it is there.
   */
  function takes(kind, client) {
    var isClassic = (client.data || {}).state;

    return kind === "attribute" ? client.get || !isClassic : isClassic ? kind !== "tag" : !client.get;
  }

  /** Lets a client that has decided decide once more. Edge cannot. */
  function activate(client) {
    if (client !== window.optimizelyEdge && (client.get || (client.data || {}).state)) {
      client.push(client.get ? { type: "activate" } : ["activate"]);
    }
  }

  /** Where listeners go: to Edge when it is there or awaited, else to Web, whose queue is created when absent. */
  function queue() {
    return window.optimizelyEdge || (window.optimizely = window.optimizely || []);
  }

  /** What a path leads to in any data, or nothing: `a.b[0].c`; a key that has dots itself is found at the top. */
  function valueAt(data, path) {
    var keys = {}.hasOwnProperty.call(Object(data), path) ? [path] : path.match(/[^.[\]]+/g);

    for (var i = 0; i < keys.length; i++) {
      data = {}.hasOwnProperty.call(Object(data), keys[i]) ? data[keys[i]] : null;
    }
    return data;
  }

  /**
   * A value as Optimizely takes it, or undefined: a text of at most 1,024 characters, or the 20 that Classic keeps of a
   * dimension, without halves of characters cut off here or elsewhere, which Classic cannot encode; a finite number, true or
   * false; a list as a text, sorted, joined by commas. With `wanted`: true when the value is that text, or a list that holds
   * it.
   */
  function plain(value, wanted, kind) {
    var values = [].concat(value);
    var list = [];

    while (values.length) {
      var one = values.pop();

      // string, number, boolean
      if (/^(st|n|bo)/.test(typeof one) && !/^(NaN|-?Infinity)?$/.test(one)) {
        list.push(one);
      }
    }
    if (wanted) {
      return list.join("\n").split("\n").indexOf(wanted) < 0 ? undefined : true;
    }
    value = Array.isArray(value) ? list.sort().join() || undefined : list[0];
    return value && value.slice
      ? value.slice(0, kind === "dimension" ? 20 : 1024).replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/g, "")
      : value;
  }

  /** The setting `debug` says what does not reach Optimizely. */
  function audit() {}

  /**
   * Makes the entry of this platform and these settings in `window.__tagwright`, not enumerable; false when another copy
   * of the snippet has made it. A null prototype keeps what a page adds to Object.prototype (`get`, `writable`) out of
   * the descriptor.
   */
  function claim(key, version) {
    var all = window.__tagwright || {};

    // A second snippet defines it again, as it is: that changes nothing.
    Object.defineProperty(window, "__tagwright", { __proto__: null, value: all });
    return !all[key] && (all[key] = { version: version });
  }

  /** What a call returns, or nothing when it throws: a failure costs that call, not the page and not the next call. */
  function attempt(call, first, second) {
    try {
      return call(first, second);
    } catch (error) {
      // The setting `debug` shows it.
    }
  }

  function isReady() {
    return valueAt(window, settings.function);
  }

  var said;

  /** What the function has said so far. */
  function readVisitor() {
    return said;
  }

  /** Asks the page's function, once; whichever way it answers first counts. */
  function onChange(callback, settings) {
    var result = valueAt(window, settings.function)(function (error, data) {
      receive(data);
    });

    function receive(data) {
      said = said || data;
      callback();
    }

    if (result && result.then) {
      result.then(receive, function () {});
    } else {
      receive(result);
    }
  }
  if (known) {
    recall();
    look();
  }
})({
  activate: false,
  cache_days: 0,
  "function": "visitorData",
  mapping: "tier -\u003e attribute:tier",
  timeout: 10
});
