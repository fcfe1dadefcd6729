/**
 * What a page says of itself once it has come to rest, as JSON: nothing is kept, nothing is written. Every reading may
 * fail on its own, because the page and its globals are other people's.
 */
function look(platforms, name) {
  var asked = new CustomEvent(name, { detail: {} });

  function attempt(read) {
    try {
      return read();
    } catch (error) {
      return undefined;
    }
  }

  /** A copy that JSON can say: cut where it is deep, long, or part of the document. */
  function plain(value, depth) {
    var copy;

    if (value === null || typeof value === "boolean" || typeof value === "string" || typeof value === "number") {
      return typeof value === "string" ? value.slice(0, 10000) : value;
    }
    if (typeof value !== "object" || depth > 6 || value === window || value instanceof Node || value instanceof Event) {
      return undefined;
    }
    if (Array.isArray(value) || Object.prototype.toString.call(value) === "[object Arguments]") {
      return Array.prototype.slice.call(value, 0, 200).map(function (item) {
        var inner = plain(item, depth + 1);

        return inner === undefined ? null : inner;
      });
    }
    copy = {};
    Object.keys(value)
      .slice(0, 200)
      .forEach(function (key) {
        var inner = attempt(function () {
          return plain(value[key], depth + 1);
        });

        if (inner !== undefined) {
          copy[key] = inner;
        }
      });
    return copy;
  }

  function valueAt(path) {
    var owner = window;

    path.split(".").forEach(function (part) {
      owner = owner === undefined || owner === null ? undefined : owner[part];
    });
    return owner;
  }

  /** "queue" is an array in which nobody has put a `push` of their own; an element with this id is no global. */
  function kindOf(value) {
    if (value === undefined || value === null || value instanceof Element) {
      return "absent";
    }
    return Array.isArray(value) && !Object.prototype.hasOwnProperty.call(value, "push") ? "queue" : "there";
  }

  function readPlatforms() {
    var found = {};

    Object.keys(platforms).forEach(function (slug) {
      var one = platforms[slug];
      var seen = { arrays: {}, globals: {}, ready: null };

      one.globals.forEach(function (path) {
        var value = attempt(function () {
          return valueAt(path);
        });

        seen.globals[path] = kindOf(value);
        if (Array.isArray(value)) {
          seen.arrays[path] = plain(value, 0);
        }
      });
      if (one.ready) {
        try {
          seen.ready = !!one.ready(one.settings);
        } catch (error) {
          // A helper of the snippet's that is not here, or an SDK that is not: the globals tell.
          seen.ready = error instanceof ReferenceError ? null : false;
        }
      }
      found[slug] = seen;
    });
    return found;
  }

  function readMarker() {
    var marker = window.__tagwright;
    var found = {};

    Object.keys(marker || {}).forEach(function (key) {
      found[key] = plain(marker[key], 0);
    });
    return found;
  }

  /** Of which account and project Optimizely is, in which revision, and what was set up there for its campaigns. */
  function readProject() {
    var client = window.optimizely || {};
    var edge = window.optimizelyEdge || {};
    var data = attempt(function () {
      return edge.get ? null : client.get("data");
    });
    var found = {};

    if (data) {
      ["accountId", "projectId", "snippetId", "revision", "clientVersion"].forEach(function (key) {
        found[key] = data[key] === undefined || data[key] === null ? "" : data[key] + "";
      });
      found.integrations = {};
      Object.keys(data.campaigns || {}).forEach(function (id) {
        Object.keys(data.campaigns[id].integrationSettings || {}).forEach(function (key) {
          found.integrations[key] = (found.integrations[key] || []).concat(id);
        });
      });
    } else {
      found.accountId = attempt(function () {
        return client.getAccountId() + "";
      });
      found.projectId = attempt(function () {
        return client.getProjectId() + "";
      });
      found.revision = client.revision === undefined ? undefined : client.revision + "";
    }
    return found;
  }

  function readScripts() {
    return Array.prototype.map.call(document.scripts, function (script) {
      return {
        inHead: !!(script.closest && script.closest("head")),
        src: script.src,
        text: script.src ? "" : script.text.slice(0, 500000),
        type: script.type
      };
    });
  }

  document.dispatchEvent(asked);
  return readConsent().then(function (consent) {
    return {
      address: location.href,
      consent: consent,
      errors: asked.detail.errors || [],
      isNamedElement: attempt(function () {
        return !!document.getElementById("optimizely");
      }),
      isOptedOut: attempt(function () {
        return /(^|; )optimizelyOptOut=true/.test(document.cookie);
      }),
      marker: attempt(readMarker) || {},
      platforms: readPlatforms(),
      policies: Array.prototype.map.call(
        document.querySelectorAll('meta[http-equiv="content-security-policy" i]'),
        function (meta) {
          return meta.content;
        }
      ),
      project: attempt(readProject) || {},
      referrer: document.referrer,
      scripts: attempt(readScripts) || [],
      state: attempt(readState) || {},
      title: document.title,
      violations: asked.detail.violations || []
    };
  });
}
