/** Lotame's own inline code, and what its tag has kept on an earlier page. */
function base(sdk) {
  var space = (window.lotame_17301 = {});

  space.config = { clientId: 17301, audienceLocalStorage: keyOf(sdk) === "lotame_17301_auds" || keyOf(sdk) };
  space.data = {};
  space.cmd = [];
  if (sdk.data && sdk.data.kept !== undefined) {
    localStorage.setItem(keyOf(sdk), sdk.data.kept);
  }
}

/** The tag arrives, asks its server, and keeps what that answers: codes or ids, whichever the account has. */
function load(record, sdk) {
  setTimeout(function () {
    if (sdk.data) {
      localStorage.setItem(keyOf(sdk), sdk.data.audiences.join(","));
    }
  }, 400);
}

function keyOf(sdk) {
  return sdk.settings.key;
}
