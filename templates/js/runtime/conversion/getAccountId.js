/** The account's id, as a string: what the client says, or else the setting. */
function getAccountId() {
  var client = window.optimizely || {};

  return (client.getAccountId ? client.getAccountId() : told("data").accountId || settings.account_id) + "";
}
