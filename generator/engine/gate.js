/** What keeps `code` from being ES5 that every host takes: `[{line, column, message, help}]`, empty when nothing does. */
function problemsOf(code) {
  try {
    const program = acorn.parse(code, { ecmaVersion: 5 });
    return blockFunctions(program, code);
  } catch (error) {
    return [notES5(error, code)];
  }
}

/** Functions declared in blocks: acorn lets them pass, ES5 does not know them and Tag Manager refuses them. */
function blockFunctions(program, code) {
  const allowed = new Set(program.body);
  const found = [];
  everyNode(program, (node) => {
    if (/^Function/.test(node.type)) node.body.body.forEach((statement) => allowed.add(statement));
    if (node.type === "FunctionDeclaration" && !allowed.has(node)) {
      found.push(
        problem(code, node.start, "a function is declared in a block, which ES5 does not know", "assign a function expression to a 'var'"),
      );
    }
  });
  return found;
}

/** Names the feature when it is only too new, else says what today's JavaScript says. */
function notES5(error, code) {
  const modern = parsedToday(code);
  if (modern.error) return problem(code, ...spot(modern.error));
  const found = featuresIn(modern.program, code);
  const at = error.pos;
  const distance = ({ node }) => (node.start > at ? node.start - at : at <= node.end ? 0 : at - node.end);
  found.sort((a, b) => distance(a) - distance(b) || b.node.start - a.node.start);
  if (!found.length) return problem(code, ...spot(error), "write ES5: snippets run in every browser");
  const { name, node } = found[0];
  return problem(code, node.start, `${name} is newer than ES5`, "write ES5: snippets run in every browser");
}

function parsedToday(code) {
  let first;
  for (const sourceType of ["script", "module"]) {
    try {
      return { program: acorn.parse(code, { ecmaVersion: "latest", sourceType }) };
    } catch (error) {
      first = first || error;
    }
  }
  return { error: first };
}

/** Acorn's `Unexpected token (3:5)` as position and message. */
function spot(error) {
  const text = error.message.replace(/ \(\d+:\d+\)$/, "");
  return [error.pos, text.charAt(0).toLowerCase() + text.slice(1)];
}

function problem(code, position, message, help) {
  const { line, column } = acorn.getLineInfo(code, position);
  return { line, column, message, help: help || null };
}

/** The problems as Python reads them. */
function gate(code) {
  return JSON.stringify(problemsOf(code));
}
