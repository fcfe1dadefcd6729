/**
 * A value as Optimizely takes it, or undefined: a text of at most 1,024 characters, or the 20 that Classic keeps of a
 * dimension, without halves of characters cut off here or elsewhere, which Classic cannot encode; a finite number, true or
 * false; a list as a text, sorted, joined by commas. With `wanted`: true when the value is that text, or a list that holds
 * it.
 */
function plain(value, wanted, kind) {
  var values = [].concat(value);
  var list = [];

  while (values.length) {
    var one = values.pop();

    // string, number, boolean
    if (/^(st|n|bo)/.test(typeof one) && !/^(NaN|-?Infinity)?$/.test(one)) {
      list.push(one);
    }
  }
  if (wanted) {
    return list.join("\n").split("\n").indexOf(wanted) < 0 ? undefined : true;
  }
  value = Array.isArray(value) ? list.sort().join() || undefined : list[0];
  return value && value.slice
    ? value.slice(0, kind === "dimension" ? 20 : 1024).replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/g, "")
    : value;
}
