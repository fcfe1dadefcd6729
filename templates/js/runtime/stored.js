/** What the browser keeps under a name, read as JSON if it is; null where there is nothing, or nothing may be read. */
function stored(name, area) {
  try {
    return parsed(window[area || "localStorage"].getItem(name));
  } catch (error) {
    return null;
  }
}
