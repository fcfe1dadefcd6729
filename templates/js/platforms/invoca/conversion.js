// Invoca's tag reads marketing data fields of the source type "JavaScript Data Layer" by evaluating an expression such as
// localStorage.getItem("inv_optimizely_user_id"): https://docs.tealium.com/client-side-tags/invocajs-web-integration-tag/

function collect(visitor, settings) {
  keep(settings.user_key, visitor.userId);
  keep(settings.variations_key, visitor.variations);
}

function keep(key, value) {
  if (value) {
    localStorage.setItem(key, value);
  } else {
    localStorage.removeItem(key);
  }
}
