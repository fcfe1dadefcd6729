/** What is newer than ES5, by the node that acorn makes of it: its name in a message, or nothing. */
const FEATURES = {
  ArrayPattern: () => "destructuring",
  ArrowFunctionExpression: () => "an arrow function",
  AssignmentExpression: newerOperator,
  AssignmentPattern: () => "a default value",
  AwaitExpression: () => "'await'",
  BinaryExpression: newerOperator,
  CatchClause: (node) => !node.param && "'catch' without a name",
  ChainExpression: () => "'?.'",
  ClassDeclaration: () => "a class",
  ClassExpression: () => "a class",
  ExportAllDeclaration: () => "'export'",
  ExportDefaultDeclaration: () => "'export'",
  ExportNamedDeclaration: () => "'export'",
  ForOfStatement: () => "'for … of'",
  FunctionDeclaration: kindOfFunction,
  FunctionExpression: kindOfFunction,
  Identifier: (node, text) => /\\u\{/.test(text) && "'\\u{…}'",
  ImportDeclaration: () => "'import'",
  ImportExpression: () => "'import()'",
  Literal: kindOfLiteral,
  LogicalExpression: newerOperator,
  MetaProperty: (node) => `'${node.meta.name}.${node.property.name}'`,
  ObjectPattern: () => "destructuring",
  PrivateIdentifier: () => "a private name",
  Property: kindOfProperty,
  RestElement: () => "'...'",
  SpreadElement: () => "'...'",
  StaticBlock: () => "a static block",
  Super: () => "'super'",
  TemplateLiteral: () => "a template literal",
  VariableDeclaration: (node) => node.kind !== "var" && `'${node.kind}'`,
  YieldExpression: () => "'yield'",
};

function newerOperator(node) {
  return ["**", "??", "**=", "??=", "&&=", "||="].includes(node.operator) && `'${node.operator}'`;
}

function kindOfFunction(node) {
  if (node.async) return "an async function";
  return node.generator && "a generator";
}

function kindOfProperty(node) {
  if (node.shorthand) return "a shorthand property";
  if (node.method) return "a shorthand method";
  return node.computed && "a computed property";
}

function kindOfLiteral(node, text) {
  if (node.bigint) return "a BigInt";
  if (node.regex) return "a newer regular expression";
  if (/^0[bo]/i.test(text)) return "a binary or octal number";
  if (typeof node.value === "number") return text.includes("_") && "'_' in a number";
  if (/[\u2028\u2029]/.test(text)) return "a raw U+2028 or U+2029 in a string";
  return typeof node.value === "string" && /\\u\{/.test(text) && "'\\u{…}'";
}

/** Every feature newer than ES5 in a program of today, with its first node. */
function featuresIn(program, code) {
  const found = [];
  everyNode(program, (node) => {
    const kind = FEATURES[node.type];
    const name = kind && kind(node, code.slice(node.start, node.end));
    if (name) found.push({ name, node });
  });
  return found;
}

/** Calls `visit` with each node below and including `node`, in the order of the text. */
function everyNode(node, visit) {
  if (typeof node.type === "string") visit(node);
  everyChild(node, (child) => everyNode(child, visit));
}

/** Calls `visit` with each node that stands directly below `node`. */
function everyChild(node, visit) {
  for (const key of Object.keys(node)) {
    const child = node[key];
    for (const one of Array.isArray(child) ? child : [child]) {
      if (one && typeof one === "object" && typeof one.type === "string") visit(one);
    }
  }
}
