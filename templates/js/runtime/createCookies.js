/** `integrator.redirect.cookie`: reads and writes cookies; where they are denied there are none. */
function createCookies() {
  function all() {
    var found = {};
    var pairs = (attempt(function () {
      return document.cookie;
    }) || "").split(/;\s*/);

    for (var i = 0; i < pairs.length; i++) {
      var at = pairs[i].indexOf("=");

      if (at > 0) {
        found[" " + decoded(pairs[i].slice(0, at))] = decoded(pairs[i].slice(at + 1));
      }
    }
    return found;
  }

  /** A malformed value is what it is. */
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch (error) {
      return text;
    }
  }

  function write(name, value, attributes) {
    return !!name && !!attempt(function () {
      document.cookie = encodeURIComponent(name) + "=" + encodeURIComponent(value) + attributes;
      return true;
    });
  }

  function where(path, domain) {
    return (domain ? "; domain=" + domain : "") + (path ? "; path=" + path : "");
  }

  return {
    /** The decoded value, or null. */
    get: function (name) {
      var found = all()[" " + name];

      return found === undefined ? null : found;
    },
    /** `end` is seconds, Infinity, a date as text or a Date; absent: until the browser closes. */
    set: function (name, value, end, path, domain, isSecure) {
      var until = end === Infinity ? 34560000 : end;
      var expires = typeof until === "number" ? "; max-age=" + until : until ? "; expires=" + (until.toUTCString ? until.toUTCString() : until) : "";

      return write(name, value, expires + where(path, domain) + (isSecure ? "; secure" : ""));
    },
    remove: function (name, path, domain) {
      return this.has(name) && write(name, "", "; max-age=0" + where(path, domain));
    },
    has: function (name) {
      return this.get(name) !== null;
    },
    keys: function () {
      var found = all();
      var names = [];

      for (var name in found) {
        if ({}.hasOwnProperty.call(found, name)) {
          names.push(name.slice(1));
        }
      }
      return names;
    }
  };
}
