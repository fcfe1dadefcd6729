/** The account's id. */
function getAccountId() {
  return ownId("getAccountId", "accountId", settings.account_id);
}
