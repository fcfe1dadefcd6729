/** Reads again when Web or Edge decides something; Classic that is there has nothing to hear. */
function hearDecisions() {
  if (!queue().getProjectId) {
    listen("campaignDecided", again);
    listen("activated", again);
  }
}
