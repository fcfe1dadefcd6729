/**
 * The address that counts a goal in Classic, as the client's own request has it; "" when it cannot be told whose
 * conversion it is. `goal` is the event's name as it stands in Optimizely, `value` integer cents.
 */
function generateConversionUrl(goal, value) {
  var account = getAccountId();
  var project = getProjectId();
  var user = getUserId();
  var name = goal && attempt(encodeURIComponent, goal);
  var cents = centsOf(value);

  return isClassic() && account && project && user && name
    ? "https://" +
        project +
        ".log.optimizely.com/event?a=" +
        project +
        "&d=" +
        account +
        "&n=" +
        name +
        "&u=" +
        encodeURIComponent(user) +
        getVariationsInParameters() +
        getSegmentsInParameters() +
        (cents ? "&v=" + cents : "") +
        "&time=" +
        Math.floor(new Date() / 1000)
    : "";
}
