/** The id that Web knows an event by, or nothing. */
function eventOf(goal) {
  var events = told("data").events;

  for (var id in events) {
    if ({}.hasOwnProperty.call(events, id) && events[id].apiName === goal) {
      return id;
    }
  }
}
