/** What all messages of the data layer come to; where they differ, the last counts. */
function readVisitor(settings) {
  var messages = window[settings.array];
  var found = new Data();

  for (var i = 0; i < messages.length; i++) {
    merge(found, messages[i], 5);
  }
  return found;
}

/** Tells our own objects from the page's, which are left as they are. */
function Data() {}

/** Puts the members of a message into `found`, so many levels deep. */
function merge(found, message, levels) {
  for (var key in message) {
    if ({}.hasOwnProperty.call(message, key)) {
      if (levels && {}.toString.call(message[key]) === "[object Object]") {
        if (!(found[key] instanceof Data)) {
          found[key] = new Data();
        }
        merge(found[key], message[key], levels - 1);
      } else {
        found[key] = message[key];
      }
    }
  }
}
