/** Edge decides on its server. */
function activate() {}
