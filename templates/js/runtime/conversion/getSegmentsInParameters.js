/** Classic's segments as parameters: "&s<segment>=<value>". Values are encoded in the cookie already; one that is not, is here. */
function getSegmentsInParameters() {
  var pairs = stored("optimizelySegments");
  var text = "";
  var value;

  for (var i = 0; i < pairs.length; i++) {
    value = pairs[i][1];
    value = /^([\w.~!*'()-]|%[\da-f]{2})*$/i.test(value) ? value : attempt(encodeURIComponent, value);
    text += value ? "&s" + pairs[i][0] + "=" + value : "";
  }
  return text;
}
