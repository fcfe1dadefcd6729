/**
 * Audience Manager writes the cookie once its server has answered, encoded as Adobe says: a space is %20, a semicolon
 * %3B. A visitor who has been here has it from before.
 */
function base(sdk) {
  if (sdk.data && sdk.data.isReturning) {
    write(sdk);
  }
}

function load(record, sdk) {
  if (sdk.data) {
    setTimeout(write, 300, sdk);
  }
}

function write(sdk) {
  document.cookie = sdk.settings.cookie + "=" + encodeURIComponent(sdk.data.cookie) + "; path=/";
}
