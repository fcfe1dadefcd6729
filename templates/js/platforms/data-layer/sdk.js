/** The page's own code: the first messages, an entry as gtag() pushes it, and one that holds itself. */
function load(record, sdk) {
  var messages = (window[sdk.settings.array] = window[sdk.settings.array] || []);
  var round = { event: "round" };

  round.self = round;
  messages.push.apply(messages, sdk.data);
  messages.push(round);
  gtag("event", "user", { tier: "wrong" });

  function gtag() {
    messages.push(arguments);
  }
}
