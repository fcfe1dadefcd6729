/**
 * Counts a goal: in Classic by its address, in Web by Optimizely's Event API. The decisions it counts for, holdbacks
 * among them, Optimizely adds there by itself, as it does for the client's own events. A goal that Web does not know,
 * and one that comes before Optimizely, on Edge or where the browser lacks what is needed, is handed to the client.
 */
function sendConversion(goal, value) {
  var url = generateConversionUrl(goal, value);
  var user = getUserId();
  var cents = centsOf(value);
  var events = told("data").events;

  if (url) {
    new Image().src = url;
  }
  for (var id in events) {
    if (user && (events[id] || 0).apiName === goal) {
      attempt(function () {
        var to =
          settings.region === "eu"
            ? "https://eu.logx.optimizely.com/v1/events"
            : "https://logx.optimizely.com/v1/events";
        var text = JSON.stringify({
          account_id: getAccountId(),
          project_id: getProjectId(),
          anonymize_ip: true,
          client_name: "tagwright",
          enrich_decisions: true,
          visitors: [
            {
              visitor_id: user,
              snapshots: [
                {
                  decisions: [],
                  events: [
                    {
                      entity_id: id,
                      key: goal,
                      timestamp: +new Date(),
                      revenue: cents,
                      uuid: crypto.randomUUID()
                    }
                  ]
                }
              ]
            }
          ]
        });

        url =
          navigator.sendBeacon(to, text) ||
          fetch(to, { method: "POST", body: text, keepalive: true }).then(null, queue);
      });
    }
  }
  if (!url && goal) {
    queue().push({ type: "event", eventName: goal, tags: { revenue: cents } });
  }
}
