/** Classic: an object of commands, and `data`. */
function startClassic() {
  var revision = options.classicRevision || 2016;
  var queue = window.optimizely;
  var client = { $: window.jQuery || nothing, data: {}, getElementsByClassName: nothing, iapi: {}, revision: 1 };
  var active = [];
  var late = {};
  var customTags = {};
  var audiences = {};
  var segments = encodedSegments();
  var dimensions = {};
  var isLoaded = false;
  var isStopped = isRefused();
  var isTracking = true;
  var commands = {
    activate: activate,
    addToAudience: addToAudience,
    bucketUser: bucketVisitor,
    bucketVisitor: bucketVisitor,
    customTag: customTag,
    disable: disable,
    getAccountId: function () {
      return +accountId;
    },
    getProjectId: function () {
      return +projectId;
    },
    optOut: optOut,
    removeFromAudience: function (id) {
      delete audiences[id];
    },
    addToSegment: function (id, value) {
      segments[id] = (value === undefined ? "true" : value + "").toLowerCase().slice(0, 20);
    },
    removeFromSegment: function (id) {
      delete segments[id];
    },
    setDimensionValue: function (id, value) {
      if (value === undefined || value === null) {
        delete dimensions[id];
      } else {
        dimensions[id] = (value + "").slice(0, 20);
      }
    },
    trackEvent: trackEvent
  };

  if (options.noJquery && !window.jQuery && on("A9")) {
    throw new ReferenceError("jQuery is not defined");
  }
  each(
    (
      "activateGeoDelayedExperiments activateSiteCatalyst activateUniversalAnalytics bindTrackElement " +
      "clickTalePlayback clickTaleRecord delayDomReadyEval delayPageviewTracking googleAnalyticsCustomVariableScope " +
      "integrationPrefix log overrideUrl removeFromAllAudiences removeFromAllSegments sc_activate " +
      "sc_svar setCookieDomain setCookieExpiration skipPageTracking timeout verbose"
    ).split(" "),
    function (name) {
      commands[name] = nothing;
    }
  );
  if (revision >= 2016 || !on("A12")) {
    commands.setUserId = nothing;
  }

  // Commands that were pushed before come before bucketing.
  each(queue && queue.length ? queue : [], take);
  eachKey(commands, function (name, command) {
    client[name] = command;
  });
  client.push = take;
  isLoaded = true;
  if (isStopped) {
    stop();
    return;
  }
  decide();
  force();
  cookies();
  client.allExperiments = client.all_experiments = raw();
  client = install("optimizely", client);
  rebuild();
  client.allVariations = client.data.variations;
  report(location.href);
  integrate();
  if (on("A7")) {
    // The answer of the geo service runs activation and integrations once more.
    setTimeout(function () {
      rebuild();
      integrate();
    }, 40);
  }
  join(function (experiment) {
    activate(experiment.id);
  });

  /** Disabled, or opted out: there is an object, and nothing in it. */
  function stop() {
    client.activeExperiments = [];
    client.data = {};
    client.variationIdsMap = {};
    client.variationMap = client.variation_map = {};
    client.variationNamesMap = {};
    if (!on("A1")) {
      client.data.state = { activeExperiments: [], variationIdsMap: {}, variationMap: {}, variationNamesMap: {} };
    }
    install("optimizely", client);
  }

  /** A project that hides its names ships none; the client makes some up. */
  function nameOf(kind, thing) {
    var made = revision < 2013 ? "Unnamed" : kind + " " + thing.id;

    return visitor.masked ? (on("A2") ? made : "") : thing.name;
  }

  function variationNameOf(variation) {
    return nameOf("Var", variation);
  }

  /** What a visitor is in a variation of: each section of a multivariate, or the experiment. */
  function partsOf(experiment) {
    return experiment.sections && on("A10") ? experiment.sections : [experiment];
  }

  function isBucketed(experiment) {
    return !!chosen(experiment) && (!experiment.joins || late[experiment.id] || !on("A8"));
  }

  function isActive(experiment) {
    // Where a redirect lands, nothing says that its experiment runs.
    return isBucketed(experiment) && experiment.active !== false && !(isRedirected(experiment) && on("A4"));
  }

  function idsOf(experiment) {
    return map(partsOf(experiment), function (part) {
      return part.chosen;
    });
  }

  function indexesOf(experiment) {
    var indexes = map(partsOf(experiment), function (part) {
      return part.variations.indexOf(chosen(part));
    });

    return indexes.length > 1 ? indexes : indexes[0];
  }

  function namesOf(experiment) {
    return map(map(partsOf(experiment), chosen), variationNameOf).join(", ");
  }

  /** Fills the one array that everybody holds. */
  function refill() {
    var small = [];
    var large = [];

    each(experiments, function (experiment) {
      // Keys below 2^32-1 come out of an object in ascending order, larger ones as they went in.
      if (isActive(experiment)) {
        (on("A5") && +experiment.id < 4294967295 ? small : large).push(experiment.id);
      }
    });
    small.sort(function (a, b) {
      return a - b;
    });
    if (on("A6")) {
      active.length = 0;
    } else {
      active = [];
    }
    active.push.apply(active, small.concat(large));
  }

  function data() {
    var found = {
      audiences: {},
      customTags: customTags,
      experiments: {},
      sections: {},
      segments: {},
      state: state(),
      variations: {},
      visitor: {
        audiences: audiences,
        browser: "Google Chrome",
        browserVersion: "50",
        dimensions: dimensions,
        ip: "",
        location: { city: "", continent: "", country: "", region: "" },
        mobile: false,
        os: "Linux",
        params: { "": "" },
        referrer: document.referrer,
        segments: segments
      }
    };

    each(experiments, function (experiment) {
      describe(found, experiment);
    });
    if (revision >= 2016) {
      found.thirdParty = {};
      found.visitor.device = found.visitor.deviceType = found.visitor.platform = "desktop";
      found.visitor.lists = found.visitor.matchingRules = {};
    }
    return found;
  }

  /** All experiments of the project file, whether they run here or not. */
  function describe(found, experiment) {
    var sections = experiment.sections || [];

    found.experiments[experiment.id] = {
      code: "",
      manual: !!experiment.joins,
      name: nameOf("Exp", experiment),
      section_ids: map(sections, idOf),
      variation_ids: sections.length ? [] : map(experiment.variations, idOf)
    };
    if (revision >= 2014) {
      found.experiments[experiment.id].conditional = false;
    }
    each(sections, function (section) {
      found.sections[section.id] = {
        name: nameOf("Sec", section),
        variation_ids: map(section.variations, idOf)
      };
    });
    each(partsOf(experiment), function (part) {
      each(part.variations, function (variation) {
        found.variations[variation.id] = { code: "", name: variationNameOf(variation) };
      });
    });
    each(experiment.audiences || [], function (audience) {
      found.audiences[audience.id] = { name: nameOf("Aud", audience) };
    });
  }

  function state() {
    var found = { activeExperiments: active, variationIdsMap: {}, variationMap: {}, variationNamesMap: {} };

    each(experiments, function (experiment) {
      // All that the visitor was ever put in, here or elsewhere.
      if (isBucketed(experiment) && (on("A3") || isActive(experiment))) {
        found.variationIdsMap[experiment.id] = idsOf(experiment);
        found.variationMap[experiment.id] = indexesOf(experiment);
        found.variationNamesMap[experiment.id] = namesOf(experiment);
      }
    });
    if (revision >= 2014) {
      found.enabled = true;
    }
    if (revision >= 2016) {
      found.integrations = { activeOAuthClientIds: [] };
      if (redirect || on("10.5")) {
        found.redirectExperiment = redirect ? redirectInfo() : undefined;
      }
    }
    return found;
  }

  /** Data and state are other objects after every call; the array of active experiments stays. */
  function rebuild() {
    var fresh;

    refill();
    fresh = data();
    if (on("A6") || !client.data.state) {
      client.data = fresh;
    } else {
      eachKey(fresh.state, function (key, value) {
        client.data.state[key] = value;
      });
    }
    client.activeExperiments = active;
    client.variationIdsMap = client.data.state.variationIdsMap;
    client.variationMap = client.variation_map = client.data.state.variationMap;
    client.variationNamesMap = client.data.state.variationNamesMap;
  }

  function take(item) {
    hear(item);
    run(item);
  }

  /** Who is in stays in; who is out may get in. */
  function decide() {
    var inside = [];

    each(experiments, function (experiment) {
      if (experiment.isOut === false) {
        inside.push(experiment);
      }
    });
    admit({ audience: audiences, dimension: dimensions, segment: segments, tag: customTags });
    each(inside, function (experiment) {
      experiment.isOut = false;
    });
  }

  function run(item) {
    var name = typeof item === "string" ? item : item && item[0];

    if (item && item.type && (revision >= 2016 || !on("A12"))) {
      runObject(item);
    } else if (has(commands, name)) {
      commands[name].apply(null, typeof item === "string" ? [] : Array.prototype.slice.call(item, 1));
    } else {
      log('Error for unknown function "' + (name || item) + '"');
    }
    if (isLoaded && !isStopped) {
      rebuild();
    }
  }

  /** The form of the commands of Web, which clients before 2016 do not know. */
  function runObject(item) {
    if (item.type === "event") {
      trackEvent(item.eventName, item.tags);
    }
  }

  /** There is no event when it is done; it is done when the call returns. */
  function activate(id) {
    decide();
    each(experiments, function (experiment) {
      if (id === undefined || experiment.id === id + "") {
        late[experiment.id] = true;
      }
    });
    if (isLoaded && !isStopped) {
      rebuild();
    }
  }

  /** An audience has to be in the project file, else nothing happens. */
  function addToAudience(id) {
    each(experiments, function (experiment) {
      if (byId(experiment.audiences || [], id + "") && on("A12")) {
        audiences[id] = true;
        segments[id] = "true";
      }
    });
  }

  /** Takes a variation's id, or its index. */
  function bucketVisitor(id, variation) {
    var experiment = byId(experiments, id + "");

    if (experiment && !isLoaded) {
      experiment.chosen = +variation <= 256 ? idOf(experiment.variations[variation] || {}) : variation + "";
    }
  }

  function customTag(key, value) {
    if (isLoaded && on("A12")) {
      log("can't add custom tags after Optimizely loads");
    } else if (typeof key === "object") {
      eachKey(key, customTag);
    } else {
      customTags[key] = value;
    }
  }

  function disable(scope) {
    if (scope === "tracking") {
      isTracking = false;
    } else if (!isLoaded) {
      isStopped = true;
    }
  }

  function optOut(isOut) {
    setCookie("optimizelyOptOut", isOut === false ? "false" : "true", years);
    isStopped = isStopped || (!isLoaded && isOut !== false);
  }

  function trackEvent(event, tags) {
    var revenue = tags && typeof tags === "object" ? tags.revenue : tags;

    report(event, on("A12") ? revenue : undefined);
  }

  /** `?optimizely_x<experiment>=<index>`: the visitor is in it, and nobody counts that. */
  function force() {
    each(experiments, function (experiment) {
      var index = parameter("optimizely_x" + experiment.id);
      var variation = experiment.variations[index] || byId(experiment.variations, index);

      if (variation) {
        experiment.chosen = variation.id;
        isTracking = isTracking && !on("A11");
      }
    });
  }

  function buckets() {
    var found = {};

    each(experiments, function (experiment) {
      if (chosen(experiment)) {
        found[experiment.id] = idsOf(experiment).join("_");
      } else if (experiment.excluded && on("10.5")) {
        found[experiment.id] = "0";
      }
    });
    return found;
  }

  /** What the visitor brings along; each value is encoded within the cookie, which is encoded as a whole as well. */
  function encodedSegments() {
    var found = {};

    eachKey(visitor.segments || {}, function (id, value) {
      found[id] = encodeURIComponent(value);
    });
    return found;
  }

  function encoded(value) {
    return on("10.7") ? encodeURIComponent(value) : value;
  }

  function cookies() {
    var left = visitor.redirect;

    setCookie("optimizelyEndUserId", endUserId, years);
    setCookie("optimizelyBuckets", encoded(JSON.stringify(buckets())), years);
    setCookie("optimizelySegments", encoded(JSON.stringify(segments)), years);
    setCookie("optimizelyPendingLogEvents", encoded("[]"), 15);
    if (left) {
      // The page before set both for 5 s; the client here blanks the referrer before any script below runs.
      setCookie("optimizelyRedirect", encoded(left.variationId + "|false"), 5);
      setCookie("optimizelyReferrer", on("A4") ? "" : encoded(left.referrer), on("A4") ? 0 : 5);
    }
  }

  /** The experiments as the project file has them. */
  function raw() {
    var found = {};

    each(experiments, function (experiment) {
      found[experiment.id] = {
        enabled: true,
        enabled_variation_ids: map(experiment.variations, idOf),
        manual: !!experiment.joins,
        name: visitor.masked ? undefined : experiment.name,
        section_ids: map(experiment.sections || [], idOf),
        variation_ids: map(experiment.variations, idOf)
      };
    });
    return found;
  }

  /** Logs a page view or an event, with all that the visitor is in. */
  function report(name, value) {
    var url = "https://" + projectId + ".log.optimizely.com/event?a=" + projectId + "&d=" + accountId;

    url += "&y=false&src=js";
    // Who is excluded is not counted.
    eachKey(buckets(), function (id, variation) {
      url += variation === "0" ? "" : "&x" + id + "=" + variation;
    });
    eachKey(segments, function (id, segment) {
      url += "&s" + id + "=" + segment;
    });
    url += "&n=" + encodeURIComponent(name) + (value === undefined ? "" : "&v=" + value);
    url += "&u=" + endUserId + "&wxhr=true&t=" + new Date().getTime();
    url += "&f=" + map(experiments, idOf).join(",") + "&g=" + active.join(",");
    if (isTracking && !isStopped) {
      request("GET", url);
    }
  }

  /** The client's own Google Analytics integration, where the project has it switched on. */
  function integrate() {
    if (!options.nativeAnalytics || !window._gaq) {
      return;
    }
    if (redirect && on("A4")) {
      window._gaq.push(["_setReferrerOverride", redirect.referrer]);
    }
    each(active, function (id, i) {
      var experiment = byId(experiments, id);
      var parts = map(partsOf(experiment), chosen);
      var names = map(parts, function (variation) {
        return parts.length > 1 ? variationNameOf(variation).slice(0, 4) : variationNameOf(variation);
      });

      window._gaq.push([
        "_setCustomVar",
        i + 1,
        clean("Optimizely " + nameOf("Exp", experiment)).slice(0, 28),
        clean(names.join("~").replace("#", "")).slice(0, 24),
        2
      ]);
    });
  }
}
