/**
 * Keeps a value in a cookie of this host for some days; an empty one takes the cookie away. Browsers drop a cookie beyond
 * 4,096 bytes: of a longer list with commas the first 3,000 characters are kept, of which encoding makes no more than 3,600.
 */
function writeCookie(name, value, days) {
  document.cookie =
    name +
    "=" +
    encodeURIComponent(value[3000] ? value.slice(0, 3000).replace(/,[^,]*$/, "") : value) +
    "; path=/; max-age=" +
    (value ? days * 86400 : 0) +
    "; samesite=lax";
}
