/** The ids of the campaigns that BlueKai counts the visitor in, and of the categories behind them. */
function readVisitor() {
  var results = window.bk_results;

  return (
    results && {
      campaigns: each(results.campaigns, "campaign"),
      categories: each(each(results.campaigns, "categories"), "categoryID")
    }
  );
}

/** What the members of a list have under a key; lists in it become one. */
function each(list, key) {
  var found = [];

  for (var i = 0; list && i < list.length; i++) {
    found = found.concat(valueAt(list, i + "." + key));
  }
  return found;
}
