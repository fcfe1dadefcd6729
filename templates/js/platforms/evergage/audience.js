var campaigns;

/** The campaigns that the visitor was given on this page, by name; nothing before the first answer. */
function readVisitor() {
  return campaigns;
}

/** Hears every answer, for as long as the page lives; one that is an error, and has no list, says nothing. */
function onChange(callback) {
  function hear(event) {
    attempt(function () {
      var given = event.detail.response.campaignResponses;
      var all = campaigns || {};

      for (var i = 0; i < given.length; i++) {
        all[given[i].campaignName] = given[i];
      }
      campaigns = all;
      callback();
    });
  }

  addEventListener("evergage:onEventResponse", hear, true);
  addEventListener("mcis:onEventResponse", hear, true);
}
