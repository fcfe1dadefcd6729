/**
 * A page's Optimizely, without Optimizely: behaves like the real clients, inconvenient parts included.
 *
 * `window.tagwrightStub = {profile, visitor, names, options, without}` stands before it; README.md, a folder
 * above, says what each may be. Every surprise has an id (A4: the fourth surprise of Classic) and can be left
 * out with `without: ["A4"]`, so that a test can prove that it would notice. The files of this folder are
 * functions of one scope; this one, the last, has what all clients share, and starts one of them.
 */
var order = window.tagwrightStub || {};
var visitor = order.visitor || {};
var options = order.options || {};
var without = order.without || [];
var integrations = window.tagwrightIntegrations || [];
var experiments = renamed(visitor.experiments || [], order.names || {});
// A client that cannot read the cookies of a redirect does not know of it.
var isMalformed = options.malformedCookies && on("10.7");
var redirect = (!isMalformed && visitor.redirect) || null;
var accountId = "9000";
var projectId = "9001";
var page = { apiName: "page", id: "9002" };
var endUserId = "oeu1700000000000r0.5";
var note = { note: "Obsolete, use optimizely.get('data') instead" };
var years = 315360000;
var domain;
var profiles = {
  absent: nothing,
  bundled: startBundled,
  classic: startClassic,
  disabled: startRefused,
  edge: startEdge,
  "opted-out": startRefused,
  shim: startShim,
  web: startWeb
};

delete window.tagwrightStub;
delete window.tagwrightIntegrations;
if (!has(profiles, order.profile)) {
  throw new Error("tagwrightStub.profile must be one of " + keysOf(profiles).join(", "));
}
profiles[order.profile]();

/** Whether a surprise is wanted. */
function on(id) {
  return without.indexOf(id) < 0;
}

function nothing() {}

function has(object, key) {
  return Object.prototype.hasOwnProperty.call(object, key);
}

/** Arrays and objects are walked by hand: pages replace `map` and `filter`, and extend what they inherit. */
function each(list, callback) {
  for (var i = 0; i < list.length; i++) {
    callback(list[i], i);
  }
}

function eachKey(object, callback) {
  for (var key in object) {
    if (has(object, key)) {
      callback(key, object[key]);
    }
  }
}

function keysOf(object) {
  var keys = [];

  eachKey(object, function (key) {
    keys.push(key);
  });
  return keys;
}

function map(list, convert) {
  var found = [];

  each(list, function (item) {
    found.push(convert(item));
  });
  return found;
}

function idOf(thing) {
  return thing.id;
}

function byId(list, id) {
  for (var i = 0; i < list.length; i++) {
    if (list[i].id === id) {
      return list[i];
    }
  }
  return null;
}

/** The visitor's experiments; `names` replaces those of the first, in its campaign as well. */
function renamed(list, names) {
  var first = list[0];

  if (first && has(names, "experiment")) {
    first.name = names.experiment;
    first.campaign.name = names.experiment;
  }
  if (first && has(names, "variation") && chosen(first)) {
    chosen(first).name = names.variation;
  }
  return list;
}

/** The variation a visitor is in, or nothing. */
function chosen(experiment) {
  return experiment.isOut ? null : byId(experiment.variations, experiment.chosen);
}

/**
 * Leaves the visitor out of experiments that ask for something the client does not know to be so: `known` has the
 * values it goes by, by kind. `requires` may have several kinds, each for the client that knows it.
 */
function admit(known) {
  each(experiments, function (experiment) {
    var isMet = false;

    eachKey(experiment.requires || {}, function (kind, wanted) {
      if (has(known, kind)) {
        isMet = meets(known[kind], typeof wanted === "string" ? pair(wanted, true) : wanted);
      }
    });
    experiment.isOut = !!experiment.requires && !isMet;
  });
}

function meets(known, wanted) {
  var isMet = true;

  eachKey(wanted, function (name, value) {
    isMet = isMet && has(known, name) && known[name] + "" === value + "";
  });
  return isMet;
}

function pair(key, value) {
  var found = {};

  found[key] = value;
  return found;
}

/** Writes down what the page tells a client, Edge too, for a test that wants to know. */
function hear(item) {
  var isListener = item && item.type === "addListener";

  if (options.hears && !isListener && window.__tagwrightTestbed) {
    window.__tagwrightTestbed.record("optimizely.push", [item]);
  }
}

function isRedirected(experiment) {
  return !!redirect && redirect.experimentId === experiment.id;
}

function redirectInfo() {
  return {
    experimentId: redirect.experimentId,
    referrer: redirect.referrer,
    variationId: redirect.variationId
  };
}

/** Whether an experiment runs on this page, sooner or later. */
function runs(experiment) {
  return !!chosen(experiment) && experiment.active !== false;
}

/** Calls back for each experiment that joins late, when its time has come. */
function join(callback) {
  each(experiments, function (experiment) {
    if (experiment.joins && runs(experiment)) {
      setTimeout(function () {
        callback(experiment);
      }, experiment.joins);
    }
  });
}

/** As the clients clean names for platforms. */
function clean(text) {
  return text.replace(/[^a-zA-Z0-9.~!*()']+/g, "_");
}

/** The value of a parameter of the page's address, or nothing. */
function parameter(name) {
  return (new RegExp("[?&]" + name + "=([^&]*)").exec(location.search) || [])[1];
}

/** What a client has to say; only somebody who asks for it in the address sees it. */
function log(message) {
  if (parameter("optimizely_log") && window.console) {
    console.log("Optimizely: " + message);
  }
}

/** Whether the visitor, or the address, wants no Optimizely. */
function isRefused() {
  var cookies = "";

  try {
    cookies = document.cookie;
  } catch (error) {
    // A sandboxed page denies cookies.
  }
  return (
    order.profile === "disabled" ||
    order.profile === "opted-out" ||
    parameter("optimizely_disable") === "true" ||
    /(^|; )optimizelyOptOut=true/.test(cookies)
  );
}

/** The widest domain that takes cookies, found as the clients find it; "" where there is none. */
function widestDomain() {
  var labels = location.hostname.split(".");
  var probe = "optimizelyDomainTestCookie=1";
  var found = "";

  try {
    for (var i = labels.length - 2; i >= 0 && !found; i--) {
      var tried = "; domain=." + labels.slice(i).join(".") + "; path=/";

      document.cookie = probe + tried;
      if (document.cookie.indexOf(probe) >= 0) {
        document.cookie = probe + tried + "; max-age=0";
        found = "." + labels.slice(i).join(".");
      }
    }
  } catch (error) {
    // A sandboxed page denies cookies; the clients live on.
  }
  return found;
}

/** Writes a cookie whose value is encoded already; without seconds it ends with the browser. */
function setCookie(name, value, seconds, where) {
  var text = name + "=" + (isMalformed ? "%E0%A4%A" : value);

  if (domain === undefined) {
    domain = widestDomain();
  }
  text += where || domain ? "; domain=" + (where || domain) : "";
  text += "; path=/";
  text += seconds ? "; expires=" + new Date(new Date().getTime() + seconds * 1000).toUTCString() : "";
  try {
    document.cookie = text;
  } catch (error) {
    // Denied; see above.
  }
}

/** Nobody learns of a request that fails, as with the real clients. */
function request(method, url, body) {
  var http;

  try {
    http = new XMLHttpRequest();
    http.open(method, url, true);
    http.send(body);
  } catch (error) {
    // Blocked.
  }
}

/** Puts a client in the page's hands. The array that was there before is dead: it is not the client. */
function install(name, client) {
  var old = window[name];

  if (on("D2") || !Array.isArray(old)) {
    window[name] = client;
    return client;
  }
  eachKey(client, function (key, value) {
    old[key] = value;
  });
  return old;
}

/** The redirected experiment where this page's project file lacks it: the cookie alone knows of it. */
function foreign() {
  return {
    campaign: { id: redirect.campaignId || redirect.experimentId, name: redirect.campaignName || "" },
    chosen: redirect.variationId,
    id: redirect.experimentId,
    isForeign: true,
    name: redirect.experimentName || "",
    variations: [{ id: redirect.variationId, name: redirect.variationName || "" }]
  };
}

/** The experiment a redirect came from. */
function landed() {
  return redirect && (byId(experiments, redirect.experimentId) || foreign());
}

/** What the redirecting page left for the landing page: each value is encoded, the whole is not. */
function relay() {
  var left = visitor.redirect;
  var experiment = byId(experiments, left.experimentId) || { campaign: {}, variations: [] };
  var variation = byId(experiment.variations, left.variationId) || {};
  var values = {
    a: accountId,
    aId: "1700000000000",
    as: map(experiment.audiences || [], idOf).join(","),
    cN: "js",
    cV: "0.176.0",
    d: "9003",
    i: endUserId,
    isv: experiment.campaign.integrationStringVersion || 2,
    l: experiment.campaign.id || left.campaignId,
    lN: experiment.campaign.name || left.campaignName,
    lP: experiment.campaign.policy || "single_experiment",
    n: "1",
    ns: projectId,
    p: projectId,
    r: left.referrer,
    s: "AUTO",
    t: "1700000000000",
    v: left.variationId,
    vN: variation.name || left.variationName,
    x: left.experimentId,
    xN: experiment.name || left.experimentName
  };
  var pairs = [];

  eachKey(values, function (key, value) {
    if (value !== undefined && !(visitor.masked && /N$/.test(key) && key !== "cN")) {
      pairs.push(key + "=" + encodeURIComponent(value));
    }
  });
  return on("10.7") ? pairs.join("&") : encodeURIComponent(pairs.join("&"));
}

/** The visitor has opted out, or the address disables the client, which sees that by itself. */
function startRefused() {
  if (order.profile === "opted-out") {
    setCookie("optimizelyOptOut", "true", years);
  }
  if (options.client === "classic") {
    startClassic();
  } else {
    startWeb();
  }
}
