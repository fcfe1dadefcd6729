// Keeps who the visitor is in two cookies; the platform's script is set up to capture them with the visit.

function collect(visitor, settings) {
  writeCookie(settings.user_cookie, visitor.userId, settings.days);
  writeCookie(settings.variations_cookie, visitor.variations, settings.days);
}
