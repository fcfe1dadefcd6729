/** A page with a form; `load` is when the form comes. It is submitted five seconds later: what it holds is written down. */
function base() {}

function load(record, sdk) {
  var form = document.createElement("form");
  var names = [sdk.settings.user_field, sdk.settings.variations_field];

  form.className = "lead";
  if (!sdk.settings.forms) {
    for (var i = 0; i < names.length; i++) {
      form.appendChild(document.createElement("input")).name = names[i];
    }
  }
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    for (var i = 0; i < form.elements.length; i++) {
      if (form.elements[i].value) {
        record("field", [form.elements[i].name, form.elements[i].value]);
      }
    }
  });
  (document.body || document.documentElement).appendChild(form);
  setTimeout(function () {
    form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  }, 5000);
}
