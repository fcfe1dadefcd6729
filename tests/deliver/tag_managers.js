/* What Tag Manager, its sandbox, Tealium's utag.js and Adobe's library do with what they are given, on a page whose policy
 * asks each script for a nonce. */

/** A script of Tag Manager's: at the end of the body, with the nonce that the container has. */
function appended(script, nonce) {
  script.nonce = nonce;
  document.body.appendChild(script);
}

/** Runs the tags of an imported container, Initialization first; a variable nobody made is undefined. */
function runContainer(container, nonce) {
  var order = ["2147479573", "2147479553"];

  document.addEventListener("DOMContentLoaded", function () {
    order.forEach(function (trigger) {
      container.containerVersion.tag.forEach(function (tag) {
        var html = tag.parameter.filter(function (one) {
          return one.key === "html";
        })[0].value;
        var box = document.createElement("div");

        if (tag.firingTriggerId.indexOf(trigger) < 0) {
          return;
        }
        box.innerHTML = html.replace(/\{\{[^}]*\}\}/g, "undefined");
        [].forEach.call(box.children, function (element) {
          var script = document.createElement(element.tagName);

          [].forEach.call(element.attributes, function (attribute) {
            script.setAttribute(attribute.name, attribute.value);
          });
          script.text = element.text + "\n//# sourceURL=snippet.js";
          appended(script, nonce);
        });
      });
    });
  });
}

/** What a template's code can require, allowed what its permissions allow and nothing else. */
function sandbox(permissions, hooks) {
  function parameter(name, key) {
    var found = permissions.filter(function (one) {
      return one.instance.key.publicId === name;
    })[0];

    if (!found) {
      throw new Error("no permission " + name);
    }
    return found.instance.param.filter(function (one) {
      return one.key === key;
    })[0].value;
  }

  function mayUse(key, right) {
    var may = parameter("access_globals", "keys").listItem.some(function (entry) {
      var names = entry.mapKey.map(function (one) {
        return one.string;
      });

      return entry.mapValue[names.indexOf("key")].string === key && entry.mapValue[names.indexOf(right)].boolean;
    });

    if (!may) {
      throw new Error("no permission to " + right + " " + key);
    }
  }

  // Values cross the border of the sandbox as copies.
  function copied(value) {
    return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
  }

  var apis = {
    copyFromWindow: function (key) {
      mayUse(key, "read");
      return copied(hooks.window[key]);
    },
    setInWindow: function (key, value, override) {
      mayUse(key, "write");
      if (override || hooks.window[key] === undefined) {
        hooks.window[key] = copied(value);
      }
    },
    injectScript: function (url, done, failed) {
      var may = parameter("inject_script", "urls").listItem.some(function (one) {
        return one.string === url;
      });

      if (!may) {
        throw new Error("no permission to inject " + url);
      }
      hooks.inject(url, done, failed);
    },
    logToConsole: function () {
      parameter("logging", "environments");
      hooks.log([].slice.call(arguments));
    },
    makeNumber: Number
  };

  return function (name) {
    if (!apis[name]) {
      throw new Error("there is no " + name);
    }
    return apis[name];
  };
}

/** A hosted script of a template, from where it is on the test page. */
function injector(base, nonce) {
  return function (url, done, failed) {
    var script = document.createElement("script");

    script.src = url.replace(base, "/hosted/");
    script.async = true;
    script.onload = done;
    script.onerror = failed;
    document.addEventListener("DOMContentLoaded", function () {
      appended(script, nonce);
    });
  };
}

/** utag.js: the extensions of the Pre Loader at once, those of All Tags with the view that begins the page. */
function runExtensions(extensions) {
  var data = { page_name: "home" };

  ["Pre Loader", "All Tags"].forEach(function (scope) {
    extensions.forEach(function (extension) {
      if (extension.scope === scope) {
        extension.code("view", data);
      }
    });
  });
  if (JSON.stringify(data) !== '{"page_name":"home"}') {
    throw new Error("an extension changed the data layer");
  }
}

/** The container that Adobe builds for a property: one rule, whose event is the top of the page. */
function library(actions) {
  var modules = {
    "core/pageTop.js": {
      name: "page-top",
      displayName: "Page Top",
      script: function (module) {
        module.exports = function (settings, run) {
          run();
        };
      }
    }
  };

  actions.forEach(function (action) {
    modules["tagwright/" + action.path] = { name: action.name, displayName: action.name, script: action.script };
  });
  return {
    company: { orgId: "ABC@AdobeOrg" },
    property: {
      name: "Shop",
      id: "PR1",
      settings: { domains: ["shop.example"], undefinedVarsReturnEmpty: false, ruleComponentSequencingEnabled: false }
    },
    environment: { id: "EN1", stage: "production" },
    buildInfo: {
      minified: true,
      buildDate: "2026-01-01T00:00:00Z",
      turbineBuildDate: "2026-01-01T00:00:00Z",
      turbineVersion: "28.1.0"
    },
    dataElements: {},
    extensions: { tagwright: { displayName: "tagwright", modules: modules } },
    rules: [
      {
        id: "RL1",
        name: "Experiments",
        events: [{ modulePath: "core/pageTop.js", settings: {}, ruleOrder: 50 }],
        conditions: [],
        actions: actions.map(function (action) {
          return { modulePath: "tagwright/" + action.path, settings: action.settings, delayNext: false, timeout: 2000 };
        })
      }
    ]
  };
}
