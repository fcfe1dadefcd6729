/** The decoded value of a cookie; "" where it is missing, malformed or denied. */
function cookie(name) {
  return (
    attempt(function () {
      return decodeURIComponent(new RegExp("(?:^|; )" + name + "=([^;]*)").exec(document.cookie)[1]);
    }) || ""
  );
}
