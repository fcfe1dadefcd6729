// The page's own function: it answers at once when it knows, and calls back whenever the visitor says something.
window.cmp = (function () {
  var allowed = null;
  var asked = [];

  function tell(one) {
    one.callback(allowed.indexOf(one.category) >= 0);
  }

  return {
    load: function (stored) {
      allowed = stored;
      window.shop = {
        mayReport: function (category, callback) {
          asked.push({ category: category, callback: callback });
          callback("not yet");
          return this === shop && allowed ? allowed.indexOf(category) >= 0 : undefined;
        }
      };
    },
    answer: function (categories) {
      allowed = categories;
      for (var i = 0; i < asked.length; i++) {
        tell(asked[i]);
      }
    }
  };
})();
