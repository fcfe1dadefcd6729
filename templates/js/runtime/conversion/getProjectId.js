/** The project's id, as a string: what the client says, or else the setting. */
function getProjectId() {
  var client = window.optimizely || {};

  return (client.getProjectId ? client.getProjectId() : told("data").projectId || settings.project_id) + "";
}
