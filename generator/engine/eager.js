/**
 * Makes functions of a snippet's scope expressions in parentheses, set before anything runs.
 *
 * V8 parses a function twice, lightly when it meets it and fully when it is first called, unless a
 * parenthesis stands before it. Those that the code calls by name run on every page; one that is only
 * handed on, to a listener or to what catches its errors, is for some pages.
 */
function eager(code) {
  const program = acorn.parse(code, { ecmaVersion: 5 });
  const scope = scopeOf(program);
  if (!scope) return code;
  const called = new Set();
  everyNode(program, (node) => {
    if (node.type === "CallExpression") called.add(node.callee.name);
  });
  const text = (node) => code.slice(node.start, node.end);
  const declared = scope.body.filter((node) => node.type === "FunctionDeclaration");
  const directives = scope.body.filter((node) => node.directive);
  const others = scope.body.filter((node) => !declared.includes(node) && !directives.includes(node));
  if (!declared.length) return code;
  const names = declared.map((node) => {
    const written = `function${code.slice(node.id.end, node.end)}`;
    return `${node.id.name}=${called.has(node.id.name) ? `(${written})` : written}`;
  });
  let first = `var ${names.join(",")}`;
  if (others.length && others[0].type === "VariableDeclaration") {
    first += `,${text(others.shift()).replace(/^var\s*|;$/g, "")}`;
  }
  const body = [...directives.map(text), first, ...others.map(text)].map(ended).join("");
  return code.slice(0, scope.start + 1) + body.replace(/;$/, "") + code.slice(scope.end - 1);
}

/** The body of the one function that a program calls at once, or nothing when it is another program. */
function scopeOf(program) {
  if (program.body.length !== 1 || program.body[0].type !== "ExpressionStatement") return null;
  const { expression } = program.body[0];
  const call = expression.type === "UnaryExpression" ? expression.argument : expression;
  return call.type === "CallExpression" && call.callee.type === "FunctionExpression" ? call.callee.body : null;
}

/** A statement that another can follow without a line between them. */
function ended(statement) {
  return /[;}]$/.test(statement) && !/^var/.test(statement) ? statement : statement.replace(/;?$/, ";");
}
