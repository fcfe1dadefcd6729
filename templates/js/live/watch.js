/**
 * Stands before the page's first script and remembers what its policy forbids and where errors are, in a scope that
 * nobody else reaches: no global, nothing written. Whoever knows the name of the event is given what there is.
 */
(function (name) {
  "use strict";

  var errors = [];
  var violations = [];

  document.addEventListener("securitypolicyviolation", function (event) {
    violations.push({
      blocked: event.blockedURI || "",
      directive: event.effectiveDirective || event.violatedDirective || "",
      isReport: event.disposition === "report",
      place: event.sourceFile ? event.sourceFile + ":" + event.lineNumber : "",
      sample: event.sample || ""
    });
  });
  window.addEventListener("error", function (event) {
    if (event.message) {
      errors.push({ message: event.message, place: event.filename ? event.filename + ":" + event.lineno + ":" + event.colno : "" });
    }
  });
  document.addEventListener(name, function (event) {
    event.detail.errors = errors.slice();
    event.detail.violations = violations.slice();
  });
})(TAGWRIGHT_EVENT);
