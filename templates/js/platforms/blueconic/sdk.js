/**
 * BlueConic's script: the client and its event are there at once, the segments when the server has answered the page
 * view, a property when it has been asked for. Who subscribes to an event that has been is called at once.
 */
function load(record, sdk) {
  var data = sdk.data || { segments: [], properties: {} };
  var loaded = {};
  var handlers = [];
  var isAnswered = false;
  var segments = [];
  var profile = {
    loadValues: function (names, caller, onSuccess) {
      record("blueConicClient.loadValues", [names]);
      setTimeout(function () {
        for (var i = 0; i < names.length; i++) {
          loaded[names[i]] = data.properties[names[i]] || [];
        }
        onSuccess.call(caller);
      }, 300);
    },
    getValues: function (name) {
      return loaded[name] || [];
    }
  };

  window.blueConicClient = {
    event: {
      onEventReady: "onEventReady",
      subscribe: function (name, handler, handle) {
        if (name === "onEventReady") {
          handlers.push(handle);
          if (isAnswered) {
            handle.call(handler);
          }
        }
      }
    },
    getSegments: function () {
      return segments;
    },
    profile: {
      getProfile: function () {
        return profile;
      }
    }
  };
  window.dispatchEvent(new Event("onBlueConicLoaded"));
  setTimeout(answer, 400, data.segments);
  if (data.later) {
    setTimeout(answer, 15000, data.later);
  }

  function answer(now) {
    isAnswered = true;
    segments = now;
    for (var i = 0; i < handlers.length; i++) {
      handlers[i]();
    }
  }
}
