/** Asks whom the setting names, for the platform's category; an answer that nobody can give is never one. */
function consent() {
  var asked = settings.consent;

  settings.consent = category;
  if (asked === "none") {
    answer(true);
  } else if ({}.hasOwnProperty.call(managers, asked)) {
    managers[asked]();
  }
}
