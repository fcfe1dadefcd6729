// Hands the page what it is given.

function forward(count) {
  window.probeCounts = count;
}
