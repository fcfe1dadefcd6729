/**
 * The beacon sends an event for the page and tells of the answer by an event on the document: under its old name, and, in
 * the newer SDK, under the new one as well. `data.answers` come one after the other, as a visitor goes on.
 */
function load(record, sdk) {
  var answers = (sdk.data && sdk.data.answers) || [];
  var names = (sdk.data && sdk.data.events) || ["evergage:onEventResponse"];

  for (var i = 0; i < answers.length; i++) {
    setTimeout(tell, 600 * (i + 1), answers[i]);
  }

  function tell(answer) {
    for (var i = 0; i < names.length; i++) {
      document.dispatchEvent(
        new CustomEvent(names[i], { detail: { response: answer, actionEvent: { action: "View", source: { channel: "Web" } } } })
      );
    }
  }
}
