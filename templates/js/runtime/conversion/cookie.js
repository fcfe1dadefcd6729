/** The decoded value of one of Optimizely's cookies; "" where it is missing, malformed or denied, and for who opted out. */
function cookie(name) {
  return (
    attempt(function () {
      var all = document.cookie;

      return (
        !/optimizelyOptOut=true/.test(all) &&
        decodeURIComponent(("; " + all).split("; optimizely" + name + "=")[1].split(";")[0])
      );
    }) || ""
  );
}
