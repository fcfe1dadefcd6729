/**
 * The inline code makes a client whose methods only keep what they are called with, and which has no `client` and no
 * `inSignedMode`. The SDK gives it the real methods.
 */
function base(sdk) {
  var td = (window[sdk.settings.global] = {});

  td.fetchUserSegments = function () {
    td._fetchUserSegments = td._fetchUserSegments || [];
    td._fetchUserSegments.push(arguments);
    return td;
  };
}

/** The SDK answers later, one entry for each audience; when the server refuses, the error callback is called. */
function load(record, sdk) {
  var td = (window[sdk.settings.global] = window[sdk.settings.global] || {});
  var data = sdk.data || { audiences: {} };
  var isSigned = !data.signsAfter;

  td.client = { track: { uuid: "c-1" }, cdpHost: "cdp.in.treasuredata.com" };
  td.inSignedMode = function () {
    return isSigned;
  };
  td.fetchUserSegments = function (options, success, error) {
    if (!Array.isArray(options.audienceToken) && typeof options.audienceToken !== "string") {
      throw new Error("audienceToken must be a string or array");
    }
    setTimeout(function () {
      var found = [];

      if (data.fails) {
        (error || function () {})(new Error("Forbidden"));
        return;
      }
      [].concat(options.audienceToken).forEach(function (token) {
        if (data.audiences[token] && options.keys.td_client_id === "c-1") {
          found.push(data.audiences[token]);
        }
      });
      success(found);
    }, 400);
  };
  setTimeout(function () {
    isSigned = true;
  }, data.signsAfter);
}
