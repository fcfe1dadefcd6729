var audiences;

/** What mParticle has of the current user; tags, which have no value, are true. */
function readVisitor() {
  var attributes = window.mParticle.Identity.getCurrentUser().getAllUserAttributes();

  for (var name in attributes) {
    if (attributes[name] === null) {
      attributes[name] = true;
    }
  }
  return { attributes: attributes, audiences: audiences };
}

/** Asks mParticle's server, once, which audiences the user is in. */
function onChange(callback, settings) {
  if (settings.audiences) {
    window.mParticle.Identity.getCurrentUser().getUserAudiences(function (answer) {
      audiences = [];
      // prototype.js replaces `map`.
      answer.currentAudienceMemberships.forEach(function (membership) {
        audiences.push(membership.audience_id);
      });
      callback();
    });
  }
}
