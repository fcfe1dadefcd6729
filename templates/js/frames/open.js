//# The embed form: which settings there are is known, what they are is read on the page.
//% if "open" in features
  var slug = "[[ platform.slug ]]";
  var required = [[ required ]];
  var filled = [[ filled ]];
  var settings = attempt(chosen, declared);
//% endif
