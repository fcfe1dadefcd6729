/** What Web or Edge tells of one thing, or an empty object. An Edge page can have `optimizely.get` as well: Edge comes first. */
function told(what) {
  var edge = window.optimizelyEdge || {};
  var api = edge.get ? edge : window.optimizely || {};

  return (
    (api.get &&
      !isOptedOut() &&
      attempt(function () {
        return api.get(what);
      })) ||
    {}
  );
}
