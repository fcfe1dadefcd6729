// Fills fields by name: now, when the page has been read, and once more when a form is submitted, for forms that came later.

var latest;

function collect(visitor, settings) {
  var isFirst = !latest;

  latest = [
    [settings.user_field, visitor.userId],
    [settings.variations_field, visitor.variations]
  ];
  fillAll(settings.forms);
  if (isFirst) {
    document.addEventListener("DOMContentLoaded", fillLatest);
    document.addEventListener("submit", fillLatest, true);
  }

  function fillLatest() {
    attempt(fillAll, settings.forms);
  }
}

function fillAll(selector) {
  var forms = selector ? document.querySelectorAll(selector) : [];

  for (var i = 0; i < latest.length; i++) {
    for (var j = 0; j < forms.length; j++) {
      if (!forms[j].elements[latest[i][0]]) {
        add(forms[j], latest[i][0]);
      }
    }
    fill(latest[i][0], latest[i][1]);
  }
}

function add(form, name) {
  var field = document.createElement("input");

  field.type = "hidden";
  field.name = name;
  form.appendChild(field);
}

function fill(name, value) {
  var fields = document.getElementsByName(name);

  for (var i = 0; i < fields.length; i++) {
    if (fields[i].value !== value) {
      fields[i].value = value;
    }
  }
}
