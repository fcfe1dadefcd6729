/** Whether a name is in a list with commas; "*" holds all. */
function isListed(name, list) {
  return list === "*" || ("," + list + ",").replace(/\s*,\s*/g, ",").indexOf("," + name + ",") >= 0;
}
