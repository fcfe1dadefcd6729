/**
 * The inline code of Treasure Data and the page's client, as far as they matter here: a client's methods keep what they are
 * called with, until the SDK finds the client and calls them.
 */
function base() {
  var Treasure = (window.Treasure = function () {
    Treasure.clients.push(this);
    this._init = [Array.prototype.slice.call(arguments)];
  });

  Treasure.clients = [];
  ["fetchUserSegments", "ready", "set", "setSignedMode", "setAnonymousMode", "trackPageview"].forEach(function (method) {
    Treasure.prototype[method] = function () {
      this["_" + method] = this["_" + method] || [];
      this["_" + method].push(Array.prototype.slice.call(arguments));
      return this;
    };
  });
  window.td = new Treasure({ host: "in.treasuredata.com", writeKey: "1/key", database: "shop", clientId: "c-1" });
  window.td.setSignedMode();
}
