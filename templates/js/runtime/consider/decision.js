/**
 * Takes a decision, once in a document. Ids become strings, because they pass 2^53; a missing or
 * masked name becomes the id. Where a redirect landed the client no longer knows the audiences: it lists
 * an empty object. `campaign` and `experiment` are objects of the client with `id`, `name`.
 */
function consider(campaign, experiment, ids, names, isHoldback, landed, client) {
  var key = campaign.id + "," + experiment.id + "," + ids + viewOf(campaign);

  if (landed) {
    redirect = landed;
  }
  if (!reported[key] && isWanted(isHoldback, experiment)) {
    reported[key] = 1;
    take(
      {
        client: client,
        campaignId: campaign.id + "",
        campaignName: campaign.campaignName || campaign.name || campaign.id + "",
        experimentId: experiment.id + "",
        experimentName: experiment.name || experiment.id + "",
        variationIds: ids,
        variationNames: names,
        variationName: names.join(", "),
        isHoldback: !!isHoldback,
        isRedirect: isLanded(landed, experiment),
        audiences: (!isLanded(landed, experiment) && campaign.audiences) || []
      },
      key
    );
  }
}
