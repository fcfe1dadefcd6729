/**
 * Stands in the place of the queue that pages push to, and takes what is in it. A second copy stays idle, and so
 * does one that finds another integrator.
 */
function start() {
  var queue = window.integrator || [];

  if (queue.registerCallback) {
    return;
  }
  integrator = window.integrator = {
    /** Set it to true, and errors of integrations are shown in the console. */
    debug: false,
    push: register,
    registerIntegration: register,
    registerCallback: register,
    getRelevantExperimentIds: relevant,
    getExperimentId: experimentOf,
    makeSendableNames: sendableNames,
    redirect: createRedirect()
  };
  watch();
  for (var i = 0; i < queue.length; i++) {
    register(queue[i]);
  }
  register(window.integration);
}
