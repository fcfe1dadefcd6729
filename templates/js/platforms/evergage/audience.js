var campaigns;

/** The campaigns that the visitor was given on this page, by name; nothing before the first answer. */
function readVisitor() {
  return campaigns;
}

/** Hears every answer, for as long as the page lives. */
function onChange(callback) {
  function hear(event) {
    attempt(keep, event);
    callback();
  }

  document.addEventListener("evergage:onEventResponse", hear);
  document.addEventListener("mcis:onEventResponse", hear);
}

/** Keeps the campaigns of an answer beside those of earlier ones; an answer without any list, an error, says nothing. */
function keep(event) {
  var given = event.detail.response.campaignResponses;
  var all = campaigns || {};

  for (var i = 0; i < given.length; i++) {
    all[given[i].campaignName] = given[i];
  }
  campaigns = all;
}
