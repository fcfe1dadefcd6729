/**
 * The rule that a line of a mapping is, `PATH -> KIND:NAME` or `PATH = VALUE -> KIND:NAME`, or null: 1 path, 3 value,
 * 4 kind, 5 name. It takes more than generator/mapping.py, which tells people what is wrong.
 */
function ruleOf(line) {
  return /\s*(.+?)\s*(=\s*(.+?)\s*)?->\s*(\w+):\s*(.*\S)/.exec(line);
}
