/**
 * Asks the page's function that `consent_function` names: it is called once, with the platform's category and a
 * callback. It may return true or false, and may call the callback with true or false, at any time and repeatedly.
 */
function consent() {
  var names = settings.consent_function.split(".");

  until(function () {
    var owner = window;

    for (var i = 0; i < names.length - 1; i++) {
      owner = owner[names[i]] || {};
    }
    if (owner[names[i]]) {
      attempt(function () {
        answer(owner[names[i]](settings.consent, answer));
      });
    }
    return owner[names[i]];
  });
}
