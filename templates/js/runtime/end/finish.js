/** Calls the body's `finish`. */
function end() {
  attempt(finish, settings);
}
