/** Writes what the snippets of this platform keep; where that is nothing, nothing stays. */
function keep(all) {
  var text = JSON.stringify(all);

  attempt(function () {
    if (text === "{}") {
      localStorage.removeItem(storage);
    } else {
      localStorage.setItem(storage, text);
    }
  });
}
