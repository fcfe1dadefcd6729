/** Classic's experiments and variations as parameters: "&x<experiment>=<variation>". */
function getVariationsInParameters() {
  var pairs = buckets();
  var text = "";

  for (var i = 0; i < pairs.length; i++) {
    text += "&x" + pairs[i].join("=");
  }
  return text;
}
