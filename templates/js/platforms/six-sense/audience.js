/** What 6sense said of the visitor's company, here or on an earlier page; scores also by the product that each is for. */
function readVisitor() {
  var details = stored("_6senseCompanyDetails");
  var scores = details && details.scores;

  for (var i = 0; scores && scores[i]; i++) {
    scores[scores[i].product] = scores[i];
  }
  return details;
}
