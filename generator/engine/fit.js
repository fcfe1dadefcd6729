/**
 * A program fitted to its settings and its body, before it is minified: answers that are known while it is
 * compiled stand where they are read, and a decision is made without the keys that the body never reads; the others
 * become letters. The minifier then leaves out what cannot happen. `{code, fixed}`; `fixed` names the settings nobody asks for any more.
 *
 * Bodies are anybody's, so what cannot be followed is left as it is.
 */
function fitted(code, body, answers) {
  const program = acorn.parse(code, { ecmaVersion: 5 });
  const parents = parentsIn(program);
  const known = editsOfSettings(program, parents, answers);
  const edits = [...known, ...editsOfDecision(program, parents, code, keysRead(reachable(body, answers)))];
  const fixed = known.length && isFollowed(program, parents) ? Object.keys(answers) : [];
  const result = edited(code, edits);
  return { code: result, fixed: fixed.filter((name) => !isMentioned(result, name)) };
}

/** What Python asks: both arguments and the answer as JSON. */
function fit(order) {
  const { code, body, answers } = JSON.parse(order);
  return JSON.stringify(fitted(code, body, answers));
}

function edited(code, edits) {
  edits.sort((a, b) => b.start - a.start);
  for (const { start, end, text } of edits) code = code.slice(0, start) + text + code.slice(end);
  return code;
}

/** A body without the branches that these answers never take; its functions keep their names. */
function reachable(body, answers) {
  const program = acorn.parse(body, { ecmaVersion: 5 });
  const code = edited(body, editsOfSettings(program, parentsIn(program), answers));
  return Terser.minify_sync(code, { ecma: 5, compress: { ecma: 5, passes: 2 }, mangle: false }).code;
}

/** `settings.name` with its answer written in; nothing, when somewhere a setting is written to. */
function editsOfSettings(program, parents, answers) {
  const reads = [];
  let isWritten = false;
  everyNode(program, (node) => {
    if (!isRead(node, "settings")) return;
    const parent = parents.get(node);
    isWritten =
      isWritten ||
      (parent.type === "AssignmentExpression" && parent.left === node) ||
      parent.type === "UpdateExpression" ||
      (parent.type === "UnaryExpression" && parent.operator === "delete");
    if (Object.hasOwn(answers, node.property.name)) reads.push(node);
  });
  if (isWritten) return [];
  return reads.map(({ start, end, property }) => ({ start, end, text: `(${JSON.stringify(answers[property.name])})` }));
}

/** Whether every use of `settings` can be followed: read by name, or handed on under the same name. */
function isFollowed(program, parents) {
  const functions = functionsIn(program);
  let followed = true;
  everyNode(program, (node) => {
    if (node.type !== "Identifier" || node.name !== "settings") return;
    const parent = parents.get(node);
    followed =
      followed &&
      ((parent.type === "MemberExpression" && (isRead(parent, "settings") || parent.object !== node)) ||
        (/^Function/.test(parent.type) && parent.params.includes(node)) ||
        isHandedOn(parent, node, functions));
  });
  return followed;
}

/** Whether an argument arrives as `settings`: at a function of the program, or at one that `attempt` calls. */
function isHandedOn(call, node, functions) {
  if (call.type !== "CallExpression" || !call.arguments.includes(node)) return false;
  const isAttempt = call.callee.name === "attempt";
  const callee = isAttempt ? call.arguments[0].name : call.callee.name;
  const position = call.arguments.indexOf(node) - (isAttempt ? 1 : 0);
  const called = functions.get(callee);
  return !!called && (called.params.length <= position || called.params[position].name === "settings");
}

/** Whether a name is still read from any object, or stands in a string that might be a key. */
function isMentioned(code, name) {
  let found = false;
  everyNode(acorn.parse(code, { ecmaVersion: 5 }), (node) => {
    const isKey = node.type === "MemberExpression" && !node.computed && node.property.name === name;
    found = found || isKey || (node.type === "MemberExpression" && node.computed && node.property.value === name);
  });
  return found;
}

/** The object handed to `take`, without the keys that are not read; the others become letters, here and where they are read. */
function editsOfDecision(program, parents, code, keys) {
  const edits = [];
  if (!keys) return edits;
  const reads = readsOfDecision(program, parents);
  const names = shortNames(reads ? [...keys].sort() : []);
  for (const { start, end, name } of reads || []) if (names.has(name)) edits.push({ start, end, text: names.get(name) });
  everyNode(program, (node) => {
    if (node.type !== "CallExpression" || node.callee.name !== "take") return;
    const [decision] = node.arguments;
    if (decision.type !== "ObjectExpression") return;
    const kept = decision.properties.filter(({ key }) => keys.has(key.name));
    const text = kept.map(({ key, value }) => `${names.get(key.name) || key.name}: ${code.slice(value.start, value.end)}`).join(", ");
    edits.push({ start: decision.start, end: decision.end, text: `{${text}}` });
  });
  return edits;
}

/** A letter for each name. */
function shortNames(names) {
  return new Map(names.map((name, number) => [name, String.fromCharCode(97 + number)]));
}

/** The keys of a decision that a body reads, or nothing when it hands the decision to somebody else. */
function keysRead(body) {
  const program = acorn.parse(body, { ecmaVersion: 5 });
  const reads = readsOfDecision(program, parentsIn(program));
  return reads && new Set(reads.map(({ name }) => name));
}

/** Where `makeRequest`, and what it hands the decision to, reads a key of it; nothing when not every use is understood. */
function readsOfDecision(program, parents) {
  const functions = functionsIn(program);
  const waiting = [["makeRequest", 0]];
  const met = new Set();
  const reads = [];
  if (!functions.has("makeRequest")) return null;
  while (waiting.length) {
    const [name, position] = waiting.pop();
    const { params, body: block } = functions.get(name);
    if (met.has(`${name} ${position}`)) continue;
    met.add(`${name} ${position}`);
    if (!follow(block, params[position] ? params[position].name : "arguments")) return null;
  }
  return reads;

  /** Notes what is read of the parameter; whether all of its uses are understood. */
  function follow(block, parameter) {
    let understood = true;
    everyNode(block, (node) => {
      if (node.type !== "Identifier" || (node.name !== parameter && !isOwnArguments(node, block))) return;
      const parent = parents.get(node);
      if (isRead(parent, parameter)) {
        if (parent.object === node) reads.push(parent.property);
      } else if (isOwnCall(parent, node)) {
        waiting.push([parent.callee.name, parent.arguments.indexOf(node)]);
      } else if (!isName(parent, node)) {
        understood = false;
      }
    });
    return understood;
  }

  /** Whether a node is the `arguments` of the function with this block; every function inside has its own. */
  function isOwnArguments(node, block) {
    let around = node;
    while (!/^Function/.test(around.type)) around = parents.get(around);
    return node.name === "arguments" && around.body === block;
  }

  function isOwnCall(parent, node) {
    return parent.type === "CallExpression" && parent.arguments.includes(node) && functions.has(parent.callee.name);
  }

  /** Whether a node is no variable, only a key that is spelled like one. */
  function isName(parent, node) {
    return (
      (parent.type === "MemberExpression" && parent.property === node && !parent.computed) ||
      (parent.type === "Property" && parent.key === node)
    );
  }
}

/** Whether a node is `object.name`. */
function isRead(node, object) {
  return node.type === "MemberExpression" && !node.computed && node.object.name === object;
}

/** The functions a program declares, by name, wherever they stand; one that is declared twice cannot be followed. */
function functionsIn(program) {
  const found = new Map();
  everyNode(program, (node) => {
    if (node.type === "FunctionDeclaration") found.set(node.id.name, found.has(node.id.name) ? null : node);
  });
  for (const [name, node] of found) if (!node) found.delete(name);
  return found;
}

function parentsIn(program) {
  const parents = new Map();
  everyNode(program, (node) => {
    everyChild(node, (child) => parents.set(child, node));
  });
  return parents;
}
