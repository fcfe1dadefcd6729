/**
 * Finds, one after the other, the rules of a mapping, `PATH -> KIND:NAME` or `PATH = VALUE -> KIND:NAME`: 1 path, 3 value,
 * 4 kind, 5 name. It takes more than generator/mapping.py, which tells people what is wrong.
 */
function rules() {
  return /(\S.*?)\s*(=\s*(.+?)\s*)?->\s*(\w+):\s*(.*\S)/g;
}
