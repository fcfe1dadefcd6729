/** Says in the console, once, what does not reach Optimizely: lines that are no rule, and values that it does not take. */
function audit(visitor) {
  var all = settings.mapping.split("\n");

  function say(message, detail) {
    var text = "tagwright: " + message + ": " + detail;

    if (!known[text] && window.console) {
      known[text] = 1;
      console.warn(text);
    }
  }

  function check(rule, line) {
    var raw = valueAt(visitor, rule[1]);
    var value = plain(raw, "", rule[4]);

    // An empty text and an empty list are nothing, rather than something that is no value.
    if (value === undefined && raw != null && raw !== "" && !(Array.isArray(raw) && !raw.length)) {
      say("neither text, number, boolean nor a list of them", line);
    } else if (!rule[3] && value && value.length < String(raw).length) {
      say("only " + value.length + " characters of it arrive", line);
    }
    if (told[rule[0]] === undefined && value !== undefined && !takes(rule[4], queue())) {
      say("not taken by Optimizely on this page, or not any more", line);
    }
  }

  for (var i = 0; i < all.length; i++) {
    var rule = rules().exec(all[i]);

    if (rule) {
      attempt(check, rule, all[i]);
    } else if (/\S/.test(all[i])) {
      say("not understood in the mapping", all[i]);
    }
  }
}
