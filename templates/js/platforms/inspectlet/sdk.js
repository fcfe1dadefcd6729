/** Inspectlet's own code: an array, and in it first the site's number. */
function base() {
  window.__insp = window.__insp || [];
  window.__insp.push(["wid", 1234567890]);
}

/**
 * The script arrives and puts an object in the array's place. Tags that come before the site's number are
 * lost here; a tag that the session has already is ignored.
 */
function load(record) {
  var queued = window.__insp || [];
  var tags = {};
  var site;

  function take(command) {
    var text = JSON.stringify(command[1]);

    if (command[0] === "wid") {
      site = command[1];
    } else if (site && command[0] === "tagSession" && !tags[text]) {
      tags[text] = true;
      record("__insp.push", [command]);
    }
  }

  window.__insp = { push: take };
  window.__insp_ = {};
  queued.forEach(take);
}
