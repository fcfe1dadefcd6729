/* The editor box: asks this site's server, which asks Optimizely. Everything it shows is text, never HTML. */
(function (words, request) {
  "use strict";

  /* Optimizely computes results when it is asked for them, often within seconds. */
  var PAUSE = 2000;
  var MOST_QUESTIONS = 30;

  var box = document.getElementById("tagwright-box");

  function element(name, text, attributes) {
    var made = document.createElement(name);
    made.textContent = text || "";
    Object.keys(attributes || {}).forEach(function (key) {
      made.setAttribute(key, attributes[key]);
    });
    return made;
  }

  function button(text, act) {
    var made = element("button", text, { type: "button", "class": "button", style: "margin: 4px 4px 4px 0" });
    made.addEventListener("click", act);
    return made;
  }

  function field(text, input) {
    var label = element("label", text, { style: "display: block; margin: 8px 0" });
    input.style.width = "100%";
    label.appendChild(input);
    return label;
  }

  function show() {
    box.textContent = "";
    [].forEach.call(arguments, function (part) {
      box.appendChild(part);
    });
  }

  /* Below what is there: somebody may have typed into it. */
  function tell(text) {
    var old = box.querySelector(".tagwright-word");
    if (old) {
      box.removeChild(old);
    }
    if (text) {
      box.appendChild(element("p", text, { "class": "tagwright-word" }));
    }
  }

  function ask(method, path, data, done) {
    var buttons = box.querySelectorAll("button");
    function enable(yes) {
      [].forEach.call(buttons, function (one) {
        one.disabled = !yes;
      });
    }
    enable(false);
    tell(words.asking);
    request({ method: method, path: "/tagwright/v1/posts/" + box.dataset.post + "/headline" + path, data: data }).then(
      function (answer) {
        enable(true);
        tell("");
        done(answer);
      },
      function (error) {
        enable(true);
        tell((error && error.message) || String(error));
      }
    );
  }

  function begin() {
    ask("GET", "", undefined, function (state) {
      if (state.experiment) {
        showExperiment(state.experiment);
      } else if (state.hint) {
        show(element("p", state.hint), button(words.again, begin));
      } else {
        showForm(state);
      }
    });
  }

  function showForm(state) {
    var variations = element("textarea", "", { rows: "4" });
    var selector = element("input", "", { type: "text" });
    selector.value = state.selector;
    show(
      element("p", words.original + ": " + state.original),
      field(words.variations, variations),
      field(words.selector, selector),
      button(words.make, function () {
        var texts = variations.value.split("\n").filter(function (line) {
          return line.trim() !== "";
        });
        ask("POST", "", { variations: texts, selector: selector.value }, function (answer) {
          showExperiment(answer.experiment);
        });
      })
    );
  }

  function showExperiment(experiment) {
    var runs = experiment.status === "running";
    var list = element("ul", "", { style: "list-style: disc; margin-left: 1.5em" });
    experiment.variations.forEach(function (name) {
      list.appendChild(element("li", name));
    });
    show(
      element("p", experiment.name),
      element("p", words[experiment.status] || experiment.status, { "class": "tagwright-status" }),
      list,
      button(runs ? words.pause : words.start, function () {
        ask("POST", runs ? "/pause" : "/start", undefined, function (answer) {
          showExperiment(answer.experiment);
        });
      }),
      button(words.results, function () {
        askResults(MOST_QUESTIONS);
      }),
      button(words.archive, function () {
        if (window.confirm(words.sure)) {
          ask("DELETE", "", undefined, begin);
        }
      })
    );
  }

  function askResults(left) {
    ask("GET", "/results", undefined, function (answer) {
      if (answer.state === "there") {
        showResults(answer.rows);
      } else {
        tell(answer.state === "computing" ? words.computing : words.none);
        if (answer.state === "computing" && left > 0) {
          setTimeout(askResults, PAUSE, left - 1);
        }
      }
    });
  }

  function percent(share) {
    return share === null ? "" : (100 * share).toFixed(1) + " %";
  }

  function showResults(rows) {
    var old = box.querySelector("table");
    var table = element("table", "", { "class": "widefat striped" });
    if (old) {
      box.removeChild(old);
    }
    table.appendChild(
      line("th", [words.variation, words.visitors, words.clicks, words.rate, words.lift, words.significance])
    );
    rows.forEach(function (row) {
      table.appendChild(
        line("td", [
          row.variation,
          row.visitors,
          row.conversions,
          percent(row.rate),
          row.low === null ? percent(row.lift) : percent(row.lift) + " (" + percent(row.low) + " \u2013 " + percent(row.high) + ")",
          percent(row.significance)
        ])
      );
    });
    box.appendChild(table);
  }

  function line(cell, texts) {
    var made = element("tr");
    texts.forEach(function (text) {
      made.appendChild(element(cell, String(text), { style: "padding: 4px; word-break: break-word" }));
    });
    return made;
  }

  if (box) {
    begin();
  }
})(window.tagwrightWords, window.wp.apiFetch);
