/** What each client on the page knows of its project: Classic keeps it open, Web hands it out. */
function clientData() {
  var other = window.optimizely || {};
  var web = other.get && attempt(function () {
    return other.get("data");
  });

  return [other.data || {}, web || {}];
}
