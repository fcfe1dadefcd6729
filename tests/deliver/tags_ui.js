// The page of Adobe's Tags in which people fill in an action's form, with Adobe's own bridge to it. `task` says which view,
// which settings were saved, what is typed (a value for each field; true and false for a box), and which field's button
// for data elements is pressed; what comes of it is sent to /said.
import { loadIframe } from "@adobe/reactor-bridge/lib/parent";

const task = window.task;
const iframe = document.createElement("iframe");

iframe.src = `views/${task.view}`;
document.body.appendChild(iframe);

function type(document_, name, value) {
  const field = document_.getElementById(name);

  if (typeof value === "boolean") {
    field.checked = value;
  } else {
    field.value = value;
  }
}

async function said(api) {
  const view = iframe.contentDocument;

  Object.keys(task.types).forEach((name) => type(view, name, task.types[name]));
  if (task.presses) {
    view.getElementById(task.presses).parentNode.querySelector("button").click();
    // The view waits for the answer, which is a message from this page.
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  const valid = await api.validate();
  const problems = {};

  view.querySelectorAll(".problem").forEach((one) => {
    if (one.textContent) {
      problems[one.id.replace("-problem", "")] = one.textContent;
    }
  });
  return {
    valid,
    problems,
    settings: await api.getSettings(),
    fields: [...view.querySelectorAll(".field")].map((field) => {
      const input = field.querySelector("input, select, textarea");
      const label = view.querySelector(`label[for="${input.id}"]`).textContent;

      return [input.id, input.type, label, input.getAttribute("aria-invalid")];
    }),
  };
}

function send(told) {
  // In the address, because not every browser shows a test what a request carries.
  fetch(`/said?${encodeURIComponent(JSON.stringify(told))}`);
}

loadIframe({
  iframe,
  extensionInitOptions: { settings: task.saved },
  openDataElementSelector: () => "Chosen Element",
})
  .promise.then(said)
  .then(send, (error) => send({ error: String(error) }));
