/**
 * Registers an integration, once: the page may have left it in `window.integration` and register it as well.
 * The oldest Analytics-JS took a function alone.
 */
function register(integration) {
  var known = false;

  integration = integration instanceof Function ? { makeRequest: integration } : integration || {};
  for (var i = 0; i < integrations.length; i++) {
    known = known || integrations[i].integration === integration;
  }
  if (!known && integration.makeRequest instanceof Function) {
    integrations.push({ integration: integration, known: -1, makeRequest: once(integration) });
  }
  attempt(pass);
}
