/** What Optimizely's Event API takes: this visitor's conversion, with the decisions it counts for. */
function eventDocument(goal, eventId, cents) {
  var all = getDecisions();
  var list = [];
  var data = told("data");
  var event = {
    entity_id: eventId,
    key: goal,
    timestamp: +new Date(),
    uuid: "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx".replace(/x/g, function () {
      return Math.floor(Math.random() * 16).toString(16);
    }),
    revenue: cents
  };

  for (var i = 0; i < all.length; i++) {
    if (all[i].client === "web") {
      list.push({
        campaign_id: all[i].campaignId,
        experiment_id: all[i].experimentId,
        variation_id: all[i].variationIds[0],
        is_campaign_holdback: all[i].isHoldback
      });
    }
  }
  return {
    account_id: data.accountId,
    project_id: data.projectId,
    anonymize_ip: true,
    client_name: "tagwright/conversion",
    client_version: version,
    enrich_decisions: true,
    visitors: [
      {
        visitor_id: getUserId(),
        session_id: "AUTO",
        attributes: [],
        snapshots: [{ decisions: list, events: [event] }]
      }
    ]
  };
}
