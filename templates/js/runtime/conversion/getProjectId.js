/** The project's id. */
function getProjectId() {
  return ownId("getProjectId", "projectId", settings.project_id);
}
