/** Fathom's script: no inline code and no queue. An event's name must be text; its options know `_value` only. */
function load(record) {
  window.fathom = {
    trackEvent: function (name, options) {
      if (typeof name === "string" && name && !options) {
        record("fathom.trackEvent", Array.prototype.slice.call(arguments));
      }
    },
    trackPageview: function () {},
    trackGoal: function () {}
  };
}
