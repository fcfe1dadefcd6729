/** Whether a redirect of this experiment brought the visitor here. */
function isLanded(info, experiment) {
  return !!info && info.experimentId == experiment.id;
}
