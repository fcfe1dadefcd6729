/** The page's own code: settings, before the script that the page loads itself. */
function base() {
  window.userpilotSettings = { token: "NX-1" };
}

/** A newer build: `userpilot` cannot track before the promise is kept, and is another object then. */
function load(record) {
  window.userpilot = {
    track: function () {
      throw new Error("Userpilot is not initialized");
    }
  };
  window.userpilotV2SDKInitialization = Promise.resolve().then(function () {
    window.userpilot = {
      track: function () {
        record("userpilot.track", arguments);
      }
    };
  });
}
