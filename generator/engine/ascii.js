/**
 * The same program in ASCII: pages are not always served as UTF-8, and a file cannot say what it is.
 * In strings, names, regular expressions and comments an escape means the character; other spaces become a space.
 */
function inAscii(code) {
  if (/^[\t\n\r -~]*$/.test(code)) return code;
  // In ES5 these two stand between tokens, in comments and behind a backslash: each time they end a line.
  code = code.replace(/[\u2028\u2029]/g, "\n");
  const inside = [];
  const keep = (from, to) => inside.push([from, to]);
  for (const token of acorn.tokenizer(code, {
    ecmaVersion: 5,
    onComment: (block, text, from, to) => keep(from, to),
  })) keep(token.start, token.end);
  inside.sort((a, b) => a[0] - b[0]);
  let at = 0;
  let result = "";
  for (const [from, to] of inside) {
    result += code.slice(at, from).replace(/[^\t\n\r -~]/g, " ") + escaped(code.slice(from, to));
    at = to;
  }
  return result + code.slice(at).replace(/[^\t\n\r -~]/g, " ");
}

/** A backslash before the character goes: what follows it is its own escape then. */
function escaped(text) {
  return text.replace(/(\\[\t\n\r -~])|\\?([^\t\n\r -~])/g, (all, pair, character) =>
    pair || "\\u" + ("000" + character.charCodeAt(0).toString(16)).slice(-4));
}
