/** What a text says as JSON; the text itself when it is none. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    return text;
  }
}
