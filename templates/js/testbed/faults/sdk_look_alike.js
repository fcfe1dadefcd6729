/**
 * What a blocker puts in the SDK's place so that pages go on: every function is there, returns nothing and does nothing,
 * callbacks never come, and the SDK says that it has loaded.
 */
function fault(sdk) {
  var i;

  for (i = 0; i < sdk.records.length; i++) {
    pretend(sdk.records[i].split("."));
  }
  for (i = 0; i < sdk.reads.length; i++) {
    pretend(sdk.reads[i].split("."));
  }

  function pretend(names) {
    var owner = window;

    for (var i = 0; i < names.length; i++) {
      // What the browser has by that name is no SDK's.
      if (owner instanceof Node || owner instanceof Storage) {
        return;
      }
      if (!owner[names[i]]) {
        owner[names[i]] = nothing();
        owner[names[i]].loaded = true;
      }
      owner = owner[names[i]];
    }
  }

  function nothing() {
    return function () {};
  }
}
