var found;

/**
 * The fields that the mapping names. Eloqua answers a lookup with a function; the page's next lookup puts another in
 * its place, which knows other fields, so what has been found stays.
 */
function readVisitor(settings) {
  var valueOf = window.GetElqContentPersonalizationValue;
  var each = rules();
  var rule;

  if (valueOf) {
    found = found || {};
    while ((rule = each.exec(settings.mapping))) {
      found[rule[1]] = valueOf(rule[1]) || found[rule[1]];
    }
  }
  return found;
}

/** Asks for the lookup, once the page has said which account it is. */
function onChange(callback, settings) {
  if (settings.lookup) {
    window._elqQ.push(["elqDataLookup", settings.lookup, ""]);
  }
}
