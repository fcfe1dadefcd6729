/**
 * The integration's `makeRequest`, which takes each experiment and variation once. Stands in its place on the
 * integration too: some look for late experiments themselves and then call it.
 */
function once(integration) {
  var makeRequest = integration.makeRequest;
  var done = {};

  function request(experimentId, variationIds) {
    var key = experimentId + "," + variationIds;

    if (!done[key]) {
      done[key] = 1;
      return makeRequest.call(integration, experimentId, variationIds);
    }
  }

  attempt(function () {
    integration.makeRequest = request;
  });
  return request;
}
