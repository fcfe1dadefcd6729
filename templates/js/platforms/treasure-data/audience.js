var answer;

/** The visitor's profile as Treasure Data has answered: `values` are segments; of an unknown visitor, nothing. */
function readVisitor() {
  return answer && (answer[0] || {});
}

/** Asks for the profile of the client's own id, once. */
function onChange(callback, settings) {
  var client = window[settings.global];
  var keys = {};

  keys[settings.key] = client.client.track.uuid;
  client.fetchUserSegments({ audienceToken: settings.audience_token, keys: keys }, function (found) {
    answer = found;
    callback();
  });
}
