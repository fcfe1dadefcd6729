/** The page's function; its name says how it answers in these tests. */
function load(record, sdk) {
  var answers = {
    visitorData: function () {
      return sdk.data;
    },
    promised: function () {
      return new Promise(function (resolve) {
        setTimeout(resolve, 2000, sdk.data);
      });
    },
    refused: function () {
      return Promise.reject(new Error("no data"));
    },
    broken: function () {
      throw new Error("broken");
    },
    silent: function () {},
    calledBack: function (callback) {
      setTimeout(callback, 15000, null, sdk.data);
      setTimeout(callback, 16000, null, { tier: "second" });
    }
  };
  var name = sdk.settings.function.split(".");

  if (name[1]) {
    window[name[0]] = {};
    window[name[0]][name[1]] = answers[name[1]];
  } else {
    window[name[0]] = answers[name[0]];
  }
}
