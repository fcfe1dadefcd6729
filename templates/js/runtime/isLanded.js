/** Whether a redirect of this experiment brought the visitor here. */
function isLanded(info, test) {
  return (info || 0).experimentId == test.id;
}
