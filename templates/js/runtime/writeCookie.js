/** Keeps a value in a cookie of this host for some days; an empty one takes the cookie away. */
function writeCookie(name, value, days) {
  document.cookie =
    name +
    "=" +
    encodeURIComponent(value) +
    "; path=/; max-age=" +
    (value ? days * 86400 : 0) +
    "; samesite=lax";
}
