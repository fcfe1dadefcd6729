/**
 * Lytics's own inline code (version 3) and its tag, as far as a page can tell: stub functions that queue, on an object that
 * the tag then fills. The profile comes some time after the tag, and its segments are stored for the next page.
 */
function base(sdk) {
  var jstag = (window.jstag = window.jstag || {});
  var names = ["send", "mock", "identify", "pageView", "unblock", "getid", "setid", "loadEntity", "getEntity", "on", "once", "call"];

  if (sdk.data && sdk.data.stored) {
    localStorage.setItem("lytics_segments", JSON.stringify(sdk.data.stored));
  }
  jstag.waiting = [];
  for (var i = 0; i < names.length; i++) {
    jstag[names[i]] = later(names[i]);
  }

  function later(name) {
    return function () {
      jstag.waiting.push([name, Array.prototype.slice.call(arguments)]);
    };
  }
}

/** The tag arrives and answers what waited; `call` waits for the profile as well. */
function load(record, sdk) {
  var jstag = window.jstag;
  var entity;
  var readers = [];

  jstag.config = { version: "3.0.0" };
  jstag.getEntity = function () {
    return entity;
  };
  jstag.getSegments = function () {
    return (entity && entity.data.user && entity.data.user.segments) || (sdk.data && sdk.data.stored) || ["all"];
  };
  jstag.entityReady = function (callback) {
    if (entity) {
      callback(entity);
    } else {
      readers.push(callback);
    }
  };
  jstag.call = function (name) {
    jstag[name].apply(jstag, Array.prototype.slice.call(arguments, 1));
  };

  for (var i = 0; i < jstag.waiting.length; i++) {
    jstag[jstag.waiting[i][0]].apply(jstag, jstag.waiting[i][1]);
  }
  if (sdk.data && sdk.data.entity) {
    setTimeout(receive, 300);
  }

  function receive() {
    entity = sdk.data.entity;
    if (entity.data.user) {
      localStorage.setItem("lytics_segments", JSON.stringify(entity.data.user.segments));
    }
    for (var i = 0; i < readers.length; i++) {
      readers[i](entity);
    }
  }
}
