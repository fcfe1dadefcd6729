/** The traits of the user and of the group; before the SDK is there, those that it stored on an earlier page. */
function readVisitor(settings) {
  var analytics = window[settings.global] || {};

  return {
    user: analytics.user ? analytics.user().traits() : stored("ajs_user_traits"),
    group: analytics.group ? analytics.group().traits() : stored("ajs_group_properties")
  };
}
