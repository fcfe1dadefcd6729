/** Writes down page errors, refused promises, console messages and violations of the page's policy. */
function watchComplaints(clock, whoAsks, write) {
  var seen = { errors: [], console: [], violations: [] };
  var names = ["debug", "error", "info", "log", "trace", "warn"];

  function add(list, entry) {
    entry.at = clock.now();
    entry.order = clock.count();
    list[list.length] = entry;
  }

  function intercept(name) {
    console[name] = function () {
      var texts = "";

      for (var i = 0; i < arguments.length; i++) {
        texts += (i ? " " : "") + textOf(arguments[i]);
      }
      add(seen.console, { type: name, text: texts, by: whoAsks() });
    };
  }

  function textOf(value) {
    if (value instanceof Error) {
      return value.name + ": " + value.message + placeOf(value);
    }
    return typeof value === "string" ? value : write(value);
  }

  /** Where an error was made, such as " (snippet.js:12:3)", or "" when no script of the page made it. */
  function placeOf(error) {
    var found = placeIn(error);

    return found ? " (" + found[0] + ")" : "";
  }

  function placeIn(error) {
    return /([\w-]+\.js):(\d+):(\d+)/.exec((error && error.stack) || "");
  }

  /** The place in the snippet that an error passed, or "". */
  function throughUs(error) {
    var found = /(?:snippet|integrator)\.js:\d+:\d+/.exec((error && error.stack) || "");

    return found ? found[0] : "";
  }

  /**
   * An error event; Firefox names the page where its error knows the script. In a sandboxed frame an error of the
   * browser's knows no script at all: then the one that set the timer tells.
   */
  function addError(event) {
    var found = placeIn(event.error) || (!event.filename && placeIn({ stack: clock.firing() }));

    add(seen.errors, {
      message: event.message,
      file: found ? found[1] : event.filename,
      line: found ? +found[2] : event.lineno,
      column: found ? +found[3] : event.colno,
      through: throughUs(event.error) || throughUs({ stack: clock.firing() })
    });
  }

  window.addEventListener("error", function (event) {
    // An image or script that did not load is an error event too, without a message.
    if (event.message) {
      addError(event);
    }
  }, true);
  window.addEventListener("unhandledrejection", function (event) {
    add(seen.errors, { message: "unhandled rejection: " + textOf(event.reason), file: "", line: 0, column: 0,
      through: throughUs(event.reason) });
  }, true);
  document.addEventListener("securitypolicyviolation", function (event) {
    add(seen.violations, {
      directive: event.effectiveDirective,
      blocked: event.blockedURI,
      file: event.sourceFile || "",
      line: event.lineNumber,
      column: event.columnNumber
    });
  }, true);
  for (var i = 0; i < names.length; i++) {
    intercept(names[i]);
  }
  return seen;
}
