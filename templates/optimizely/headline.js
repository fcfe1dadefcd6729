/* Writes another headline into the elements that carry the original one, however late they come. */
(function (headline) {
  function plain(text) {
    return text.replace(/\s+/g, " ").replace(/^ | $/g, "");
  }

  function replace() {
    var found = document.querySelectorAll(headline.selector);
    var done = false;
    for (var i = 0; i < found.length; i++) {
      if (plain(found[i].textContent) === plain(headline.original)) {
        found[i].textContent = headline.variation;
        done = true;
      }
    }
    return done;
  }

  /* Ten seconds at most: where the headline is not, nothing is done. */
  function attempt(left) {
    if (!replace() && left > 0) {
      setTimeout(function () {
        attempt(left - 1);
      }, 20);
    }
  }

  attempt(500);
})(HEADLINE);
