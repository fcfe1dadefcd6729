var profile;

/** The visitor's profile as Treasure Data has answered: `values` are segments; of an unknown visitor, nothing. */
function readVisitor() {
  return profile;
}

/** Asks for the profile of the client's own id, once. */
function onChange(callback, settings) {
  var td = window[settings.global];

  td.fetchUserSegments({ audienceToken: settings.audience_token, keys: { td_client_id: td.client.track.uuid } }, function (found) {
    profile = found && (found[0] || {});
    callback();
  });
}
