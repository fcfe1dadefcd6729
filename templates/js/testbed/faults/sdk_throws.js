/**
 * Every call that is recorded is still written down, and then throws; what is read throws at once. Of a path that has no
 * function of its own, such as a command of one function for all, the nearest function on the way throws.
 */
function fault(sdk) {
  for (var i = 0; i < sdk.records.length; i++) {
    spoil(sdk.records[i].split("."));
  }
  for (i = 0; sdk.role === "audience" && i < sdk.reads.length; i++) {
    hide(sdk.reads[i].split("."));
  }

  function spoil(names) {
    var owner = window;
    var nearest = null;

    for (var i = 0; i < names.length && owner; i++) {
      // An element or the document is the page's: its functions are not the SDK's.
      if (typeof owner[names[i]] === "function" && !(owner instanceof Node)) {
        nearest = { owner: owner, name: names[i] };
      }
      owner = owner[names[i]];
    }
    if (nearest && !nearest.owner[nearest.name].isSpoilt) {
      nearest.owner[nearest.name] = throwing(nearest.owner[nearest.name]);
    }
  }

  function throwing(call) {
    function spoilt() {
      var answer = call.apply(this, arguments);

      // Nobody will ever see what it promises.
      if (answer && answer.then) {
        answer.then(null, function () {});
      }
      throw new Error("the SDK throws");
    }

    for (var name in call) {
      spoilt[name] = call[name];
    }
    spoilt.isSpoilt = true;
    return spoilt;
  }

  /** Reading the last name of a path throws. */
  function hide(names) {
    var owner = window;

    for (var i = 0; i < names.length - 1; i++) {
      owner = owner && owner[names[i]];
    }
    if (owner instanceof Object) {
      Object.defineProperty(owner, names[i], {
        configurable: true,
        get: function () {
          throw new Error("the SDK throws");
        }
      });
    }
  }
}
