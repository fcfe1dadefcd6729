/** The client this snippet is built for. */
function clientOf() {
  return "web";
}
