/**
 * A value as Optimizely takes it, or undefined: a text of at most 1,024 characters, a finite number, true or false; a
 * list as a text, sorted, joined by commas. With `wanted`: true when the value is that text, or a list that holds it.
 */
function plain(value, wanted) {
  var list = [].concat(value).filter(function (one) {
    return /^(str|num|boo)/.test(typeof one) && !/^(NaN|-?Infinity)?$/.test(one);
  });

  value = Array.isArray(value) ? list.sort().join() || undefined : list[0];
  return wanted
    ? list.join("\n").split("\n").indexOf(wanted) >= 0 || undefined
    : value && value.slice
      ? value.slice(0, 1024).replace(/[\uD800-\uDBFF]$/, "")
      : value;
}
