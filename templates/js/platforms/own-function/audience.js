var said;

/** What the function has said so far. */
function readVisitor() {
  return said;
}

/** Asks the page's function, once; whichever way it answers first counts. */
function onChange(callback, settings) {
  var result = valueAt(window, settings.function)(function (error, data) {
    receive(data);
  });

  function receive(data) {
    said = said || data;
    callback();
  }

  if (result && result.then) {
    result.then(receive, function () {});
  } else {
    receive(result);
  }
}
