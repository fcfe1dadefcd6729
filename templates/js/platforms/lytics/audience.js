var user;
var isAsked;
var tellOfChange;

/** The visitor's profile; before Lytics has it, the segments that it stored, unless we keep all we know ourselves. */
function readVisitor(settings) {
  if (window.jstag && !isAsked) {
    isAsked = true;
    window.jstag.call("entityReady", function (entity) {
      user = valueAt(entity, "data.user");
      tellOfChange();
    });
  }
  return user || (settings.cache_days ? null : { segments: JSON.parse(localStorage.getItem("lytics_segments")) });
}

/** Lytics's inline code may come after the snippet, so the asking is left to `readVisitor`. */
function onChange(callback) {
  tellOfChange = callback;
}
