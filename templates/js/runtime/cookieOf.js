/** The value of a cookie, decoded; as it stands where that fails, null where there is none. */
function cookieOf(name) {
  var pairs = ("; " + document.cookie).split("; " + name + "=");

  return pairs[1] === undefined ? null : decoded(pairs[1].split(";")[0]);
}
