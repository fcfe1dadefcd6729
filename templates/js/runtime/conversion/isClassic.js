/** Whether Classic's cookies count: they outlive Classic by years, so not on a page that has Web or Edge alone. */
function isClassic() {
  var client = queue();

  return client.getProjectId || !client.get;
}
