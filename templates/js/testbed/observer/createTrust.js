/** A function that makes a text one that a page with trusted types lets a script element have; elsewhere the text itself. */
function createTrust() {
  var types = window.trustedTypes;
  var policy =
    types &&
    types.createPolicy("tagwright-testbed", {
      createScript: function (text) {
        return text;
      }
    });

  return function (text) {
    return policy ? policy.createScript(text) : text;
  };
}
