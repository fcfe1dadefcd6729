/**
 * The form of an action, made from its schema. The element `settings` of the page holds what is to be asked: `names` in
 * their order, `properties` and `required` of the schema, `lines`, the settings with more than one line, and the
 * `values` of a new action.
 */
(function () {
  "use strict";

  var asked = JSON.parse(document.getElementById("settings").textContent);
  var inputs = {};

  // What Tags puts the value of a data element in place of.
  var DATA_ELEMENT = /^%[^%\n]+%$/;

  function element(tag, properties, parent) {
    var made = document.createElement(tag);

    Object.keys(properties).forEach(function (key) {
      made[key] = properties[key];
    });
    parent.appendChild(made);
    return made;
  }

  function isText(name) {
    return !asked.properties[name].enum && asked.properties[name].type !== "boolean";
  }

  function isNumber(name) {
    return asked.properties[name].type === "number" || asked.properties[name].type === "integer";
  }

  function inputOf(name, parent) {
    var declared = asked.properties[name];
    var input;

    if (declared.type === "boolean") {
      return element("input", { id: name, type: "checkbox" }, parent);
    }
    if (!declared.enum) {
      return asked.lines.indexOf(name) < 0
        ? element("input", { id: name, type: "text" }, parent)
        : element("textarea", { id: name, rows: 5 }, parent);
    }
    input = element("select", { id: name }, parent);
    declared.enum.forEach(function (value) {
      element("option", { value: value, textContent: value }, input);
    });
    return input;
  }

  /** A button that lets people choose a data element instead of a text. */
  function chooserOf(input, parent) {
    var button = element("button", { type: "button", textContent: "Data element…" }, parent);

    button.addEventListener("click", function () {
      window.extensionBridge.openDataElementSelector().then(function (chosen) {
        if (chosen) {
          input.value = DATA_ELEMENT.test(chosen) ? chosen : "%" + chosen + "%";
        }
      });
    });
  }

  function ask(name) {
    var field = element("div", { className: "field" }, document.getElementById("form"));
    var declared = asked.properties[name];

    element("label", { htmlFor: name, textContent: declared.title }, field);
    inputs[name] = inputOf(name, field);
    if (isText(name)) {
      chooserOf(inputs[name], field);
    }
    element("p", { className: "help", id: name + "-help", textContent: declared.description }, field);
    element("p", { className: "problem", id: name + "-problem" }, field).setAttribute("role", "alert");
    inputs[name].setAttribute("aria-describedby", name + "-help " + name + "-problem");
  }

  /** What a saved action lacks, because it was saved before there was such a setting, runs with its default. */
  function fill(saved) {
    asked.names.forEach(function (name) {
      var value = !saved ? asked.values[name] : name in saved ? saved[name] : asked.properties[name].default;

      if (asked.properties[name].type === "boolean") {
        inputs[name].checked = value === true;
      } else {
        inputs[name].value = value === undefined ? "" : value;
      }
    });
  }

  /** The value as the schema asks for it; undefined where the field is empty and that is no value. */
  function read(name) {
    var declared = asked.properties[name];
    var text = inputs[name].value;

    if (declared.type === "boolean") {
      return inputs[name].checked;
    }
    if (declared.enum) {
      return declared.enum[inputs[name].selectedIndex];
    }
    if (!isNumber(name) || DATA_ELEMENT.test(text)) {
      return text;
    }
    return text.trim() === "" ? undefined : Number(text);
  }

  /** What is wrong with a value, or "". */
  function problem(name) {
    var declared = asked.properties[name];
    var value = read(name);
    var isRequired = asked.required.indexOf(name) >= 0;

    if (value === undefined || value === "") {
      if (isRequired) {
        return "This has to be given.";
      }
      if (value === undefined) {
        return "";
      }
    }
    if (isText(name) && DATA_ELEMENT.test(value)) {
      return "";
    }
    if (isNumber(name) && !isFinite(value)) {
      return "This must be a number.";
    }
    if (declared.type === "integer" && value % 1 !== 0) {
      return "This must be an integer.";
    }
    if (value < declared.minimum) {
      return "This must be " + declared.minimum + " or more.";
    }
    if (value > declared.maximum) {
      return "This must be " + declared.maximum + " or less.";
    }
    if (declared.pattern && !new RegExp(declared.pattern).test(value)) {
      return "This must match " + declared.pattern + (declared.examples ? ", as " + declared.examples[0] + " does." : ".");
    }
    return "";
  }

  asked.names.forEach(ask);

  window.extensionBridge.register({
    init: function (info) {
      fill(info.settings);
    },
    validate: function () {
      return (
        asked.names.filter(function (name) {
          var found = problem(name);

          document.getElementById(name + "-problem").textContent = found;
          inputs[name].setAttribute("aria-invalid", found !== "");
          return found;
        }).length === 0
      );
    },
    getSettings: function () {
      var settings = {};

      asked.names.forEach(function (name) {
        var value = read(name);

        if (value !== undefined) {
          settings[name] = value;
        }
      });
      return settings;
    }
  });
})();
