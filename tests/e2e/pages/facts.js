// What the checks of the stubbed page have at hand. `say(name, value)` records a fact; `sent` holds the requests
// as [method, address, body], `written` the cookies by name, `heard` the events, `logged` what the console got.
(function () {
  "use strict";
  var open = XMLHttpRequest.prototype.open;
  var cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");

  window.sent = [];
  window.written = {};
  window.heard = [];
  window.logged = [];
  window.say = function (name, value) {
    __tagwrightTestbed.record(name, [value]);
  };
  window.hear = function (name, type) {
    return {
      type: "addListener",
      filter: { type: type || "lifecycle", name: name },
      handler: function (event) {
        heard.push(event);
      }
    };
  };
  window.namesHeard = function () {
    return heard.map(function (event) {
      return event.name;
    });
  };
  XMLHttpRequest.prototype.open = function (method, address) {
    this.sends = [method, address];
    open.apply(this, arguments);
  };
  XMLHttpRequest.prototype.send = function (body) {
    sent.push(this.sends.concat(body === undefined ? [] : [body]));
  };
  Object.defineProperty(document, "cookie", {
    get: function () {
      return cookie.get.call(document);
    },
    set: function (text) {
      var parts = /^([^=]*)=([^;]*)(?:; domain=([^;]*))?; path=\/(?:; expires=(.*))?$/.exec(text) || [];
      var second = Math.floor(Date.now() / 1000);

      written[parts[1]] = {
        value: parts[2],
        domain: parts[3] || "",
        seconds: parts[4] ? Date.parse(parts[4]) / 1000 - second : 0
      };
      cookie.set.call(document, text);
    }
  });
  ["log", "warn"].forEach(function (name) {
    console[name] = function (text) {
      logged.push(text);
    };
  });
})();
